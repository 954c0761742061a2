import { type Bug, type Outcome, runHistory } from "./history.ts";
import type { Limits } from "./limits.ts";

const NAMES = ["seconds", "crashes", "troubles", "commits"] as const satisfies (keyof Limits)[];

/**
 * The same kind of violation from the same seed with less of everything, as far as halving finds it: less of one thing
 * moves all that comes after it, so that a shorter history may exist.
 */
export async function shrink(found: Outcome, bug?: Bug): Promise<Outcome> {
  let best = found;
  for (;;) {
    const before = best;
    for (const name of NAMES) best = await lower(best, name, bug);
    if (best === before) return best;
  }
}

async function lower(failing: Outcome, name: keyof Limits, bug: Bug | undefined): Promise<Outcome> {
  let best = failing;
  for (let tooLow = -1; best.used[name] - tooLow > 1; ) {
    const middle = Math.floor((tooLow + best.used[name]) / 2);
    const outcome = await runHistory(failing.seed, bug, { ...best.used, [name]: middle });
    if (kindOf(outcome) === kindOf(failing)) best = outcome;
    else tooLow = middle;
  }
  return best;
}

/** The first violation without names and numbers. */
function kindOf({ violations: [first = ""] }: Outcome): string {
  return first.replace(/\b(alpha|beta|gamma|shared)\b|\d+/g, "#");
}
