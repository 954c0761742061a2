import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { type Batch, NOT_STARTED, type TaskResult, type WorkerData } from "./task.ts";

/** A thread that does one batch after the other. */
export interface BatchWorker {
  /** Ends by itself where the thread dies or takes longer than the limit over a task; the worker is of no use then. */
  work(batch: Batch): Promise<Outcome>;
  end(): Promise<void>;
}

export type Outcome =
  | { readonly type: "done"; readonly results: readonly TaskResult[] }
  /** `at` is the index of the task that it died on; `NOT_STARTED` where it never came to one. */
  | { readonly type: "died"; readonly at: number; readonly why: string };

/** What one thread may take; a file that the guard lets pass needs a small part of it. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 12 };

/** Starts a thread with this program. It keeps the process alive only while it works. */
export function startBatchWorker(program: URL, limitMs: number): BatchWorker {
  const progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerData = { progress, compileCache: compileCacheFolder() };
  const worker = tryMake(program, { workerData, env: {}, execArgv: [], resourceLimits: RESOURCE_LIMITS });
  if (worker instanceof Error) return neverStarted(worker);
  let why = "the thread ended";
  let answer: ((outcome: Outcome) => void) | undefined;
  worker.on("message", (results: readonly TaskResult[]) => answer?.({ type: "done", results }));
  worker.on("error", (error) => {
    why = error.message;
  });
  worker.on("exit", () => answer?.({ type: "died", at: Atomics.load(progress, 0), why }));
  worker.unref();

  return {
    async work(batch) {
      Atomics.store(progress, 0, NOT_STARTED);
      const late = whenStill(progress, limitMs, () => {
        why = `it took longer than ${limitMs / 1_000} s`;
        void worker.terminate();
      });
      worker.ref();
      const outcome = await new Promise<Outcome>((resolve) => {
        answer = resolve;
        worker.postMessage(batch);
      });
      worker.unref();
      clearInterval(late);
      return outcome;
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** Of a limit, which is counted in so many: each counts once, however late it comes. */
const STEPS = 10;

/** How many limits a thread may take to start: on a busy machine that is not the fault of what it is to read. */
const LIMITS_TO_START = 10;

/**
 * Calls when there was no progress for so long. A process that was stopped, or whose machine slept, finds all that time
 * gone at once: it counts as one step.
 */
function whenStill(progress: Int32Array, limitMs: number, still: () => void): NodeJS.Timeout {
  let [seenAt, passed] = [NOT_STARTED, 0];
  return setInterval(() => {
    const at = Atomics.load(progress, 0);
    passed = at === seenAt ? passed + 1 : 0;
    seenAt = at;
    if (passed === (at === NOT_STARTED ? LIMITS_TO_START * STEPS : STEPS)) still();
  }, limitMs / STEPS);
}

/** A machine that has no room for a thread says so as it is made, or later. */
function tryMake(program: URL, options: WorkerOptions): Worker | Error {
  try {
    return new Worker(program, options);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function neverStarted({ message: why }: Error): BatchWorker {
  return { work: async () => ({ type: "died", at: NOT_STARTED, why }), end: async () => {} };
}

/** The folder that was given to enableCompileCache: what Node answers has a folder for its version within. */
function compileCacheFolder(): string | undefined {
  const folder = getCompileCacheDir();
  return folder === undefined ? undefined : dirname(folder);
}
