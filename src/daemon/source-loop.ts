import { OperationalError } from "../base/operational-error.ts";
import type { Random } from "../base/random.ts";
import { backoffMs } from "./backoff.ts";
import type { Known } from "./known.ts";
import type { Log } from "./log.ts";
import { type Looked, type LookParts, lookOnce } from "./look-once.ts";
import { createPause } from "./pause.ts";
import { recall } from "./recall.ts";

export interface Source {
  /** Look again; a look under way is followed by another. */
  look(): void;
  stop(): void;
}

/**
 * The first loop: whenever something may have changed, look. Where the repository refuses, again after a pause, which
 * the next sign of a change ends: nobody who has just pushed waits for it.
 */
export function startSource(
  parts: LookParts & { readonly random: Random; readonly log: Log },
  from: Known,
  heard: {
    /** Undefined where there was nothing new. */
    readonly looked: (looked: Looked | undefined) => void;
    /** `failures`: in a row. */
    readonly refused: (error: unknown, failures: number) => void;
    /** After each look, good or bad. */
    readonly rested: () => void;
  },
): Source {
  let known = from;
  /** The ledger holds more than is known. */
  let isBehind = false;
  let wanted = false;
  let working = false;
  let failures = 0;
  let stopped = false;
  const pause = createPause(parts.clock);

  async function work(): Promise<void> {
    working = true;
    while (wanted && !stopped) {
      wanted = false;
      try {
        if (isBehind) known = await recall(parts.ledger, parts.runs.add, known);
        isBehind = false;
        const looked = await lookOnce(parts, known);
        failures = 0;
        if (looked) known = looked.known;
        heard.looked(looked);
      } catch (error) {
        if (stopped) break; // what was asked last was broken off
        isBehind ||= error instanceof OperationalError && error.code === "cursor-moved";
        failures += 1;
        wanted = true;
        heard.refused(error, failures);
        heard.rested();
        await pause.take(backoffMs(failures, parts.random));
      }
    }
    working = false;
    heard.rested();
  }

  function look(): void {
    wanted = true;
    pause.end();
    if (!working && !stopped) void work();
  }
  const unwatch = parts.repository.watch(look);
  look();
  return {
    look,
    stop() {
      stopped = true;
      unwatch();
    },
  };
}
