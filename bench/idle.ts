import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { createTemporaryRepository } from "../test/fixtures/temporary-repository.ts";
import { startDaemonProcess } from "./daemon-process.ts";
import type { Benchmark } from "./figure.ts";
import { memoryOf } from "./memory-of.ts";

/** What a daemon takes that has nothing to do, after a first run: resident memory, and time of the CPU with its Git commands. */
export const idle: Benchmark = {
  name: "idle",
  async measure({ quick }) {
    const seconds = quick ? 15 : 60;
    await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
    await using daemon = await startDaemonProcess({
      repository: repository.path,
      state: join(repository.folder, "state"),
    });
    await daemon.rested(30_000);
    const before = await cpuSeconds(daemon.pid);
    await setTimeout(seconds * 1_000);
    const used = (await cpuSeconds(daemon.pid)) - before;
    return [
      {
        name: "resident memory of an idle daemon",
        value: (await memoryOf(daemon.pid)).nowMb,
        unit: "MB",
        goal: { atMost: 110 },
        note: `after ${seconds} s`,
      },
      { name: "its share of one CPU", value: (100 * used) / seconds, unit: "%", goal: { atMost: 1 } },
    ];
  },
};

const HELLO = `
apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: hello }
spec: { stages: [{ name: only, actions: [{ name: hello, spec: { script: echo hello } }] }] }
`;

/** Of the process with all its threads, and of its children that have ended; as proc(5) counts the fields of `stat`. */
async function cpuSeconds(pid: number): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks / Number((await promisify(execFile)("getconf", ["CLK_TCK"])).stdout);
}
