import { type BatchWorker, type Outcome, startBatchWorker } from "./batch-worker.ts";
import { NOT_STARTED, type Task, type TaskResult } from "./task.ts";

export interface PoolOptions {
  /** What the threads run. */
  readonly program: URL;
  /** At most so many at once; started when there is work for them. */
  readonly workers: number;
  /** A worker that has not finished a batch by then is ended. */
  readonly batchLimitMs: number;
  /** Workers without work are ended after this time. */
  readonly idleMs: number;
  /** The result of a task on which a worker came to nothing. */
  readonly failed: (task: Task, why: string) => TaskResult;
}

export interface WorkerPool {
  /** The results in the order of the tasks. */
  run(tasks: readonly Task[]): Promise<readonly TaskResult[]>;
  close(): Promise<void>;
}

interface Job {
  readonly task: Task;
  readonly settle: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
}

/** A batch is small, so that neither it nor its answer holds the event loop, and so that one that hangs is noticed. */
const BATCH = { tasks: 32, characters: 64 * 1024 };

const CLOSED = "the parser was closed";

/** A pool of threads that does tasks; one that fails takes no other down with it. */
export function createWorkerPool({ program, workers, batchLimitMs, idleMs, failed }: PoolOptions): WorkerPool {
  const waiting: Job[] = [];
  const idle: BatchWorker[] = [];
  const busy = new Set<BatchWorker>();
  let rest: NodeJS.Timeout | undefined;
  let isClosed = false;

  return {
    async run(tasks) {
      if (isClosed) throw new Error(CLOSED);
      if (tasks.length > 0) clearTimeout(rest);
      const results = tasks.map(
        (task) => new Promise<TaskResult>((settle, reject) => waiting.push({ task, settle, reject })),
      );
      while (waiting.length > 0 && busy.size < workers) void workOn(idle.pop() ?? start());
      return Promise.all(results);
    },
    async close() {
      isClosed = true;
      clearTimeout(rest);
      rejectAll(waiting.splice(0), CLOSED);
      await Promise.all([...busy, ...idle.splice(0)].map((worker) => worker.end()));
    },
  };

  async function workOn(worker: BatchWorker): Promise<void> {
    const batch = takeBatch(waiting);
    busy.add(worker);
    const outcome = await worker.work(batch.map(({ task }) => task));
    busy.delete(worker);
    const isAlive = outcome.type === "done";
    if (outcome.type === "done") settleAll(batch, outcome.results);
    else if (isClosed) rejectAll(batch, CLOSED);
    else waiting.unshift(...withoutCulprit(batch, outcome, failed));

    if (waiting.length > 0) void workOn(isAlive ? worker : start());
    else if (isAlive) idle.push(worker);
    if (busy.size === 0) rest = setTimeout(endIdle, idleMs).unref();
  }

  function start(): BatchWorker {
    return startBatchWorker(program, batchLimitMs);
  }

  function endIdle(): void {
    for (const worker of idle.splice(0)) void worker.end();
  }
}

function takeBatch(waiting: Job[]): readonly Job[] {
  let characters = 0;
  const tooMuch = waiting.findIndex(({ task }, index) => {
    characters += task.text.length;
    return index > 0 && (index === BATCH.tasks || characters > BATCH.characters);
  });
  return waiting.splice(0, tooMuch < 0 ? waiting.length : tooMuch);
}

/** Settles the task on which a worker died; the others of its batch are to be done again. */
function withoutCulprit(
  batch: readonly Job[],
  { at, why }: Extract<Outcome, { type: "died" }>,
  failed: PoolOptions["failed"],
): readonly Job[] {
  const culprit = batch[at];
  if (at === NOT_STARTED || culprit === undefined) {
    rejectAll(batch, `a thread of the parser did not start: ${why}`);
    return [];
  }
  culprit.settle(failed(culprit.task, why));
  return batch.toSpliced(at, 1);
}

function settleAll(batch: readonly Job[], results: readonly TaskResult[]): void {
  for (const [index, result] of results.entries()) batch[index]?.settle(result);
}

function rejectAll(jobs: readonly Job[], why: string): void {
  for (const { reject } of jobs) reject(new Error(why));
}
