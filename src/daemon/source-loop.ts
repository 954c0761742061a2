import type { Random } from "../base/random.ts";
import { backoffMs } from "./backoff.ts";
import type { Known } from "./known.ts";
import type { Log } from "./log.ts";
import { type Looked, type LookParts, lookOnce } from "./look-once.ts";

export interface Source {
  /** Look again; a look under way is followed by another. */
  look(): void;
  stop(): void;
}

/** The first loop: whenever something may have changed, look; where the repository refuses, later again. */
export function startSource(
  parts: LookParts & { readonly random: Random; readonly log: Log },
  from: Known,
  heard: {
    readonly looked: (looked: Looked) => void;
    /** `failures`: in a row. */
    readonly refused: (error: unknown, failures: number) => void;
    /** After each look, good or bad. */
    readonly rested: () => void;
  },
): Source {
  let known = from;
  let wanted = false;
  let working = false;
  let failures = 0;
  let stopped = false;

  async function work(): Promise<void> {
    working = true;
    while (wanted && !stopped) {
      wanted = false;
      try {
        const looked = await lookOnce(parts, known);
        failures = 0;
        if (looked) {
          known = looked.known;
          heard.looked(looked);
        }
      } catch (error) {
        if (stopped) break; // what was asked last was broken off
        failures += 1;
        wanted = true;
        heard.refused(error, failures);
        heard.rested();
        const until = parts.clock.now() + backoffMs(failures, parts.random);
        await new Promise<void>((resolve) => parts.clock.at(until, resolve));
      }
    }
    working = false;
    heard.rested();
  }

  function look(): void {
    wanted = true;
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
