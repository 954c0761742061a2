import { type Outcome, runHistory } from "./history.ts";
import type { Limits } from "./limits.ts";
import { showProgress } from "./progress.ts";
import { searchInThreads } from "./search-in-threads.ts";
import { searchesOf } from "./searches.ts";
import { shrink } from "./shrink.ts";
import { NOTHING_HAPPENED, sumOf, tallyText } from "./tally.ts";

const LINES_AT_THE_END = 150;

interface Simulation {
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
  readonly limits: Limits;
  /** A violation is shown with as little in it as halving finds. */
  readonly shrunk: boolean;
  /** With its whole trace. */
  readonly whole: boolean;
}

/** Histories of many seeds; the lowest seed that breaks a promise is shown, and ends it. The answer is an exit code. */
export async function simulate({ seeds, from, workers, limits, shrunk, whole }: Simulation): Promise<number> {
  console.log(`simulating ${seeds} histories from seed ${from}`);
  const began = performance.now();
  let tally = NOTHING_HAPPENED;
  for await (const found of searchInThreads(searchesOf(from, seeds, limits), workers)) {
    tally = sumOf(tally, found.tally);
    if (found.broken) {
      showProgress();
      const outcome = await runHistory(found.broken.seed, undefined, limits);
      report(outcome, shrunk ? await shrink(outcome) : outcome, whole);
      return 1;
    }
    showProgress(`${tally.histories} of ${seeds}: ${tallyText(tally)}`);
  }
  showProgress();
  console.log(`0 violations: ${tallyText(tally)}, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return 0;
}

/** The trace of the shortest one found, what is wrong in it, and how to see it again. */
function report(found: Outcome, shortest: Outcome, whole: boolean): void {
  const { seed, trace, used, violations } = shortest;
  const shown = whole ? trace : trace.slice(-LINES_AT_THE_END);
  if (shown.length < trace.length) console.log(`… ${trace.length - shown.length} lines before these: --whole`);
  console.log(shown.join("\n"));
  console.log(`\nseed ${seed} breaks a promise: ${violations.join("; ")}`);
  console.log(`first seen after ${inWords(found.used)}; shown with ${inWords(used)}`);
  const flags = Object.entries(used).map(([name, value]) => `--${name} ${value}`);
  console.log(`again: npm run simulate -- --seeds 1 --from ${seed} ${flags.join(" ")}`);
}

function inWords({ commits, crashes, troubles, seconds }: Limits): string {
  return `${commits} commits, ${crashes} crashes and ${troubles} troubles in ${seconds} s`;
}
