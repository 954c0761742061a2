import { Worker } from "node:worker_threads";
import type { Search, Searched } from "./search.ts";

/**
 * Does searches in so many threads and tells what came of each, in their own order whichever ends first: so the first
 * that found something is the same on every machine. Whoever has heard enough stops listening, and the threads end.
 */
export async function* searchInThreads(searches: readonly Search[], threads: number): AsyncGenerator<Searched, void> {
  const workers = Array.from({ length: Math.min(threads, searches.length) }, startWorker);
  const results = searches.map(() => Promise.withResolvers<Searched>());
  for (const { promise } of results) promise.catch(() => {}); // each is heard when its turn comes, if ever
  let next = 0;

  async function work(worker: Worker): Promise<void> {
    while (next < searches.length) {
      const [wanted, result] = [searches[next], results[next]];
      next += 1;
      try {
        result?.resolve(await answerOf(worker, wanted));
      } catch (error) {
        result?.reject(error);
        return;
      }
    }
  }

  try {
    for (const worker of workers) void work(worker);
    for (const { promise } of results) yield await promise;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Most of what a history makes is dropped at once: with more room for what is young, less of it is copied. */
const YOUNG_GENERATION_MB = 64;

function startWorker(): Worker {
  return new Worker(new URL("./search-thread.ts", import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
}

function answerOf(worker: Worker, search: Search | undefined): Promise<Searched> {
  return new Promise((resolve, reject) => {
    const heard = (searched: Searched) => {
      worker.off("error", failed);
      resolve(searched);
    };
    const failed = (error: unknown) => {
      worker.off("message", heard);
      reject(error);
    };
    worker.once("message", heard);
    worker.once("error", failed);
    worker.postMessage(search);
  });
}
