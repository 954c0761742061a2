import { keepFindingSeeds } from "./finding-seeds.ts";
import type { Bug } from "./history.ts";
import { UNLIMITED } from "./limits.ts";
import { showProgress } from "./progress.ts";
import type { Search, Searched } from "./search.ts";
import { searchInThreads } from "./search-in-threads.ts";

/** Each bug is looked for from so many first seeds. */
const SEARCHES = 5;
/** Their seeds are far from each other. */
const APART = 1_000_000;
/** Half of the searches must end after so many seeds. */
const MEDIAN_LIMIT = 300;
/** No search goes further. */
const PATIENCE = 2 * MEDIAN_LIMIT;

interface Trial {
  readonly bugs: readonly Bug[];
  readonly from: number;
  readonly workers: number;
  /** Keeps the finding seeds of each. */
  readonly keep: boolean;
}

/** How soon each planted bug is found as what it is; the answer is an exit code. */
export async function tryBugs({ bugs, from, workers, keep }: Trial): Promise<number> {
  const began = performance.now();
  console.log(
    `looking for ${bugs.length} planted bugs, for each from ${SEARCHES} first seeds: ${from} and further ones`,
  );
  const searches: Search[] = bugs.flatMap(({ name }) =>
    Array.from({ length: SEARCHES }, (_, i) => ({
      bug: name,
      from: from + i * APART,
      count: PATIENCE,
      limits: UNLIMITED,
    })),
  );
  const found: Searched[] = [];
  let missed = 0;
  for await (const searched of searchInThreads(searches, workers)) {
    found.push(searched);
    showProgress(`${found.length} of ${searches.length} searches`);
    const bug = bugs[found.length / SEARCHES - 1];
    if (!bug) continue; // in the midst of one
    showProgress();
    const result = resultOf(bug, found.slice(-SEARCHES));
    console.log(result.line);
    if (keep) await keepFindingSeeds(bug, result.seeds);
    if (!result.isFound) missed += 1;
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(
    `${bugs.length - missed} of ${bugs.length} are found within a median of ${MEDIAN_LIMIT} seeds, ${seconds} s`,
  );
  return missed === 0 ? 0 : 1;
}

/** The median of its searches, and whether what they found is the bug. */
function resultOf({ name, shows }: Bug, searches: readonly Searched[]) {
  const tries = searches.map(({ broken, tally }) => (broken ? tally.histories : Number.POSITIVE_INFINITY));
  const median = tries.toSorted((a, b) => a - b)[Math.floor(SEARCHES / 2)] ?? Number.POSITIVE_INFINITY;
  const broken = searches.flatMap((searched) => searched.broken ?? []);
  const right = broken.filter(({ violations }) => shows.test(violations[0] ?? ""));
  const wrong = broken.find((one) => !right.includes(one));
  const line = `${name.padEnd(28)} ${seedsText(median).padStart(6)}  of ${tries.map(seedsText).join(", ")}`;
  return {
    isFound: median <= MEDIAN_LIMIT && !wrong,
    seeds: right.map(({ seed }) => seed),
    line: wrong ? `${line}; seed ${wrong.seed} shows it as something else: ${wrong.violations[0]}` : line,
  };
}

function seedsText(count: number): string {
  return Number.isFinite(count) ? `${count}` : `> ${PATIENCE}`;
}
