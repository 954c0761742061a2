import { parentPort, threadId, workerData } from "node:worker_threads";
import type { Batch, WorkerData } from "../../src/parser/worker/task.ts";

/** A thread that does to itself what the texts say, and answers each with its own number. */
const { progress } = workerData as WorkerData;

parentPort?.on("message", (batch: Batch) => {
  const results = batch.map(({ text }, index) => {
    Atomics.store(progress, 0, index);
    behave(text);
    const file = { blob: text, documents: [], invalid: [], problems: [{ code: "thread", message: String(threadId) }] };
    return { type: "parsed", file };
  });
  parentPort?.postMessage(results);
});

function behave(text: string): void {
  if (text === "throw") throw new Error("no");
  if (text === "exit") process.exit(1);
  while (text === "hang");
  if (text === "rest") sleep(2_500);
  const hoard: number[][] = [];
  while (text === "hoard") hoard.push(new Array(10_000).fill(hoard.length));
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
