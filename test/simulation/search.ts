import { bugNamed } from "./all-bugs.ts";
import { runHistory } from "./history.ts";
import type { Limits } from "./limits.ts";
import { NOTHING_HAPPENED, sumOf, type Tally } from "./tally.ts";

/** Seeds to try, one after the other, until one of them breaks a promise. */
export interface Search {
  /** The name of a planted bug that every history has. */
  readonly bug?: string;
  readonly from: number;
  readonly count: number;
  readonly limits: Limits;
}

/** What came of it: plain data, because it passes between threads. */
export interface Searched {
  readonly tally: Tally;
  /** The first seed that breaks a promise. */
  readonly broken?: { readonly seed: number; readonly violations: readonly string[] };
}

export async function search({ bug: name, from, count, limits }: Search): Promise<Searched> {
  const bug = name === undefined ? undefined : bugNamed(name);
  let tally = NOTHING_HAPPENED;
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await runHistory(seed, bug, limits);
    tally = sumOf(tally, outcome.tally);
    if (outcome.violations.length > 0) return { tally, broken: { seed, violations: outcome.violations } };
  }
  return { tally };
}
