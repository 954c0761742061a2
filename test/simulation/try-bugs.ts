import { keepFindingSeeds } from "./finding-seeds.ts";
import type { Bug } from "./history.ts";
import { type BugSearch, isFound, lookForBugs, MEDIAN_LIMIT, SEARCHES } from "./look-for-bugs.ts";

interface Trial {
  readonly bugs: readonly Bug[];
  readonly from: number;
  readonly workers: number;
  /** Keeps the finding seeds of each. */
  readonly keep: boolean;
}

/** Shows how soon each planted bug is found as what it is; the answer is an exit code. */
export async function tryBugs({ bugs, from, workers, keep }: Trial): Promise<number> {
  const began = performance.now();
  console.log(
    `looking for ${bugs.length} planted bugs, for each from ${SEARCHES} first seeds: ${from} and further ones`,
  );
  let found = 0;
  for await (const search of lookForBugs(bugs, { from, workers })) {
    console.log(lineOf(search));
    if (keep) await keepFindingSeeds(search.bug, search.seeds);
    if (isFound(search)) found += 1;
  }
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  console.log(`${found} of ${bugs.length} are found within a median of ${MEDIAN_LIMIT} seeds, ${seconds} s`);
  return found === bugs.length ? 0 : 1;
}

function lineOf({ bug, tries, median, wrong }: BugSearch): string {
  const line = `${bug.name.padEnd(28)} ${seedsText(median).padStart(6)}  of ${tries.map(seedsText).join(", ")}`;
  return wrong ? `${line}; seed ${wrong.seed} shows it as something else: ${wrong.violations[0]}` : line;
}

function seedsText(count: number): string {
  return Number.isFinite(count) ? `${count}` : "none";
}
