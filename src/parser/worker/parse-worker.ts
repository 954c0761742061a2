/** The program of a worker thread: takes batches of tasks, answers each with its results. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import type { Batch, WorkerData } from "./task.ts";

// Whoever starts this thread gives it this data.
const { progress, compileCache } = workerData as WorkerData;

// yaml asks for a variable at every lexeme, and the environment of a thread is slow to ask: a fifth of all the time.
process.env = {};

// A thread does not take the cache over from its process, and what is imported before is not found in it.
if (compileCache !== undefined) enableCompileCache(compileCache);
const { doTask } = await import("./do-task.ts");

parentPort?.on("message", (batch: Batch) => {
  const results = batch.map((task, index) => {
    Atomics.store(progress, 0, index);
    return doTask(task);
  });
  parentPort?.postMessage(results);
});
