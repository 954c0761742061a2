import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { type Armed, strikeAt } from "./armed.ts";

/** A place in src/ where it acts outside. */
export interface Place {
  /** The module: `repository/git/network`. */
  readonly site: string;
  /** Where the notes lie. */
  readonly folder: string;
}

/** What strikes at this place now, for what is done there. */
export function strikes({ site, folder }: Place, what: string): Armed | undefined {
  return strikeAt(folder, `${site} ${what}`);
}

/** How an effect fails. */
export type FailedBy = (armed: Armed) => Error;

/** Does what answers at once, or what strikes. A delay holds everything up, as a slow disk does. */
export function atOnce<Result>(armed: Armed | undefined, effect: () => Result, failedBy: FailedBy): Result {
  if (!armed) return effect();
  const isDone = armed.when === "after";
  switch (armed.fault) {
    case "kill":
      if (isDone) effect();
      return die();
    case "error":
      if (isDone) close(effect());
      throw failedBy(armed);
    case "delay": {
      if (!isDone) holdUp(armed.delayMs);
      const result = effect();
      if (isDone) holdUp(armed.delayMs);
      return result;
    }
    case "twice": {
      const first = effect();
      try {
        close(effect());
      } catch {
        // whoever did it twice has the answer already
      }
      return first;
    }
  }
}

/** The same of what answers later. */
export async function later<Result>(
  armed: Armed | undefined,
  effect: () => Promise<Result>,
  failedBy: FailedBy,
): Promise<Result> {
  if (!armed) return effect();
  const isDone = armed.when === "after";
  switch (armed.fault) {
    case "kill":
      if (isDone) await effect();
      return die();
    case "error":
      if (isDone) close(await effect());
      throw failedBy(armed);
    case "delay": {
      if (!isDone) await setTimeout(armed.delayMs);
      const result = await effect();
      if (isDone) await setTimeout(armed.delayMs);
      return result;
    }
    case "twice": {
      const first = await effect();
      const second = effect();
      if (!isDone) {
        await second.then(close, () => {});
        return first;
      }
      close(first);
      return second;
    }
  }
}

/** As a power cut would, for this process alone. */
export function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("killed");
}

function holdUp(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, ms);
}

/** What nobody will use: a file that is open, a watch. */
function close(result: unknown): void {
  const closes = typeof result === "object" && result !== null && "close" in result ? result.close : undefined;
  if (typeof closes === "function") Reflect.apply(closes, result, []);
}
