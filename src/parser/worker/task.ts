import type { Diagnostic } from "../../base/diagnostic.ts";
import type { ParsedFile, PlacedProblem } from "../../definitions/definition.ts";

/** What a worker is asked to do with one text. */
export type Task =
  | { readonly type: "parse"; readonly blob: string; readonly text: string }
  | { readonly type: "locate"; readonly text: string; readonly problems: readonly PlacedProblem[] };

export type TaskResult =
  | { readonly type: "parsed"; readonly file: ParsedFile }
  | { readonly type: "located"; readonly diagnostics: readonly Diagnostic[] };

/** Several tasks, to save messages; answered by one message with their results in order. */
export type Batch = readonly Task[];

/** What a worker is started with. */
export interface WorkerData {
  /** Shared: the worker keeps here the index of the task that it is at, for the case that it never answers. */
  readonly progress: Int32Array;
  /** Where compiled code is kept between processes, if this one does that. */
  readonly compileCache: string | undefined;
}

/** No task was begun yet. */
export const NOT_STARTED = -1;
