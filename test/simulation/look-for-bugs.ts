import type { Bug } from "./history.ts";
import { UNLIMITED } from "./limits.ts";
import type { Search, Searched } from "./search.ts";
import { searchInThreads } from "./search-in-threads.ts";

/** Each bug is looked for from so many first seeds. */
export const SEARCHES = 5;
/** Half of the searches must end after so many seeds. */
export const MEDIAN_LIMIT = 300;
/** Their seeds are far from each other. */
const APART = 1_000_000;
/** No search goes further. */
export const PATIENCE = 2 * MEDIAN_LIMIT;

/** How soon a planted bug is found. */
export interface BugSearch {
  readonly bug: Bug;
  /** After how many seeds each search found it; infinite where it gave up. */
  readonly tries: readonly number[];
  readonly median: number;
  /** Those that found it as what it is. */
  readonly seeds: readonly number[];
  /** One that shows it as something else. */
  readonly wrong: { readonly seed: number; readonly violations: readonly string[] } | undefined;
}

/** Plants each bug in histories from several first seeds, and tells of one bug after the other. */
export async function* lookForBugs(
  bugs: readonly Bug[],
  { from, workers }: { readonly from: number; readonly workers: number },
): AsyncGenerator<BugSearch, void> {
  const searches: Search[] = bugs.flatMap(({ name }) =>
    Array.from({ length: SEARCHES }, (_, i) => ({
      bug: name,
      from: from + i * APART,
      count: PATIENCE,
      limits: UNLIMITED,
    })),
  );
  const found: Searched[] = [];
  for await (const searched of searchInThreads(searches, workers)) {
    found.push(searched);
    const bug = bugs[found.length / SEARCHES - 1]; // none in the midst of one
    if (bug) yield bugSearch(bug, found.slice(-SEARCHES));
  }
}

/** Whether it is found soon enough, and as nothing else. */
export function isFound({ median, wrong }: BugSearch): boolean {
  return median <= MEDIAN_LIMIT && !wrong;
}

function bugSearch(bug: Bug, searches: readonly Searched[]): BugSearch {
  const tries = searches.map(({ broken, tally }) => (broken ? tally.histories : Number.POSITIVE_INFINITY));
  const broken = searches.flatMap((searched) => searched.broken ?? []);
  const right = broken.filter(({ violations }) => bug.shows.test(violations[0] ?? ""));
  return {
    bug,
    tries,
    median: tries.toSorted((a, b) => a - b)[Math.floor(SEARCHES / 2)] ?? Number.POSITIVE_INFINITY,
    seeds: right.map(({ seed }) => seed),
    wrong: broken.find((one) => !right.includes(one)),
  };
}
