import { locateProblems } from "../../definitions/locate-problems.ts";
import { parseFile } from "../../definitions/parse-file.ts";
import type { Task, TaskResult } from "./task.ts";

/** Does what a thread was asked to do with one text. */
export function doTask(task: Task): TaskResult {
  switch (task.type) {
    case "parse":
      return { type: "parsed", file: parseFile(task.blob, task.text) };
    case "locate":
      return { type: "located", diagnostics: locateProblems(task.text, task.problems) };
  }
}
