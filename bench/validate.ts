import { execFile } from "node:child_process";
import { cp, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PROGRAM } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { median } from "./quantile.ts";

/** How long `validate` keeps a person waiting: from the start of its process to the end, on this package's own pipelines. */
export const validate: Benchmark = {
  name: "validate",
  async measure({ quick }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), "pilotage-bench-"));
    await cp(PIPELINES, join(folder.path, "pipelines"), { recursive: true });
    await promisify(execFile)("git", ["init", "--quiet", folder.path]);

    const cold: number[] = [];
    const warm: number[] = [];
    for (let round = 0; round < (quick ? 3 : 10); round++) {
      const cache = join(folder.path, ".git", `compiled-${round}`);
      cold.push(await validateMs(folder.path, cache));
      warm.push(await validateMs(folder.path, cache));
    }
    const bare = await bareNodeMs();
    return [
      { name: "validate as a process, p50", value: median(warm) / 1_000, unit: "s", goal: { atMost: 0.25 } },
      { name: "the first time (no compiled code kept), p50", value: median(cold) / 1_000, unit: "s" },
      { name: "a process of Node that does nothing", value: bare / 1_000, unit: "s" },
    ];
  },
};

const PIPELINES = fileURLToPath(new URL("../pipelines", import.meta.url));

/** Node keeps compiled code in `cache`. */
function validateMs(folder: string, cache: string): Promise<number> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  return processMs([PROGRAM, "validate"], { cwd: folder, env });
}

function bareNodeMs(): Promise<number> {
  return processMs(["--eval", ""], { cwd: tmpdir() });
}

async function processMs(args: readonly string[], options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv }) {
  const began = performance.now();
  await promisify(execFile)(process.execPath, args, options);
  return performance.now() - began;
}
