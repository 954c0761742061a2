/** The program of a worker thread: takes batches of tasks, answers each with its results. */
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { locateProblems } from "../../definitions/locate-problems.ts";
import { parseFile } from "../../definitions/parse-file.ts";
import type { Batch, Task, TaskResult, WorkerData } from "./task.ts";

// Whoever starts this thread gives it this data.
const { progress } = workerData as WorkerData;

// yaml asks for a variable at every lexeme, and the environment of a thread is slow to ask: a fifth of all the time.
process.env = {};

parentPort?.on("message", (batch: Batch) => {
  const results = batch.map((task, index) => {
    Atomics.store(progress, 0, index);
    return resultOf(task);
  });
  parentPort?.postMessage(results);
});

function resultOf(task: Task): TaskResult {
  switch (task.type) {
    case "parse":
      return { type: "parsed", file: parseFile(task.blob, task.text) };
    case "locate":
      return { type: "located", diagnostics: locateProblems(task.text, task.problems) };
  }
}
