import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allBugs, bugNamed } from "./all-bugs.ts";
import { findingSeeds } from "./finding-seeds.ts";
import { foundBugs } from "./found-bugs.ts";
import { type Bug, type Outcome, runHistory } from "./history.ts";
import { UNLIMITED } from "./limits.ts";
import { PATIENCE } from "./look-for-bugs.ts";
import { type Search, search } from "./search.ts";
import { searchInThreads } from "./search-in-threads.ts";
import { shrink } from "./shrink.ts";

const SEEDS = await findingSeeds();

/** A bug that is found often: what finding leads to is tried with it. */
const BUG = bugNamed("lose-the-cancel");

test("histories of crashes, outages, rewritten branches and bad components keep every promise", async () => {
  const { tally, broken } = await search({ from: 1, count: 40, limits: UNLIMITED });

  assert.equal(broken, undefined);
  assert.ok(
    tally.crashes > 200 && tally.runs > 200 && tally.attempts > 1_000,
    `little happened: ${JSON.stringify(tally)}`,
  );
});

test("the same seed is the same history", async () => {
  const [once, again] = [await runHistory(7), await runHistory(7)];

  assert.deepEqual(again.trace, once.trace);
});

describe("a planted bug shows as what it is:", () => {
  for (const bug of allBugs) {
    test(bug.name, async (context) => {
      const outcome = await firstBroken(bug);

      assert.match(outcome?.violations[0] ?? "nothing", bug.shows);
      context.diagnostic(`seed ${outcome?.seed}: ${outcome?.violations[0]}`);
    });
  }
});

describe("what simulation has found is mended:", () => {
  for (const { what, planted } of foundBugs) {
    test(what, async () => {
      for (const seed of SEEDS.get(planted.name) ?? []) assert.deepEqual((await runHistory(seed)).violations, []);
    });
  }
});

test("the lowest seed that breaks a promise is told first, however many threads look for it", async () => {
  const searches: Search[] = [1, 6, 11, 16].map((from) => ({ bug: BUG.name, from, count: 5, limits: UNLIMITED }));
  const told: (number | undefined)[] = [];
  for await (const { broken } of searchInThreads(searches, 3)) told.push(broken?.seed);

  const alone = await Promise.all(searches.map(search));
  assert.deepEqual(
    told,
    alone.map(({ broken }) => broken?.seed),
  );
});

test("a violation is found again with less of everything", async () => {
  const found = await firstBroken(BUG);
  assert.ok(found);

  const shortest = await shrink(found, BUG);

  assert.match(shortest.violations[0] ?? "", BUG.shows);
  const sizeOf = ({ used }: Outcome) => used.seconds + used.commits + used.crashes + used.troubles;
  assert.ok(sizeOf(shortest) < sizeOf(found), JSON.stringify(found.used));
  const again = await runHistory(found.seed, BUG, shortest.used);
  assert.deepEqual(again.trace, shortest.trace);
});

/**
 * From the seeds that found a bug before, mostly the first. Every change of the daemon or the models is other histories
 * from the same seeds: where none of them shows it any more, others must (`--bugs NAME --keep` keeps those).
 */
async function firstBroken(bug: Bug): Promise<Outcome | undefined> {
  for (const seed of SEEDS.get(bug.name) ?? []) {
    const outcome = await runHistory(seed, bug);
    if (outcome.violations.length > 0) return outcome;
  }
  const { broken } = await search({ bug: bug.name, from: 1, count: PATIENCE, limits: UNLIMITED });
  return broken && runHistory(broken.seed, bug);
}
