import { fork } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Said, Task } from "./fuzz-process.ts";
import { inputUnderWay } from "./under-way.ts";

/** How a process ended: with all that it was told to do, or by the input under way. */
export type End =
  | { readonly inputs: number }
  | { readonly did: "hang" | "take-memory" | "end-the-process"; readonly message: string };

const HEAP_MB = 384;
const LOOK_EVERY_MS = 500;
/** Until the first input, which a busy machine delays. */
const START_MS = 120_000;

/** Fuzzes in a process of its own, which may run out of memory, and is killed where it stays on one input for too long. */
export async function inWatchedProcess(
  task: Task,
  patienceMs: number,
  failed: (said: Said & { readonly is: "failed" }) => void,
): Promise<End> {
  const told = `${task.underWay}.json`;
  await writeFile(told, JSON.stringify(task));
  const child = fork(fileURLToPath(new URL("./fuzz-process.ts", import.meta.url)), [told], {
    execArgv: ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${HEAP_MB}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  let inputs: number | undefined;
  child.on("message", (said: Said) => {
    if (said.is === "done") inputs = said.inputs;
    else failed(said);
  });
  let last: { readonly number?: number | undefined; readonly since: number } = { since: performance.now() };
  let hangs = false;
  const watch = setInterval(() => {
    const number = inputUnderWay(task.underWay)?.number;
    const now = performance.now();
    if (last.number !== number) last = { number, since: now };
    hangs = now - last.since > (number === undefined ? START_MS : patienceMs);
    if (hangs) child.kill("SIGKILL");
  }, LOOK_EVERY_MS);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearInterval(watch);
      if (inputs !== undefined) resolve({ inputs });
      else if (hangs) resolve({ did: "hang", message: `no answer for ${patienceMs / 1_000} s` });
      else if (errors.includes("heap out of memory")) resolve({ did: "take-memory", message: `over ${HEAP_MB} MiB` });
      else resolve({ did: "end-the-process", message: `it ended with ${signal ?? code}\n${errors.slice(0, 2_000)}` });
    });
  });
}
