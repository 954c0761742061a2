import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allBugs } from "./all-bugs.ts";
import { type Bug, type Outcome, runHistory } from "./history.ts";
import { shrink } from "./shrink.ts";

/** A bug that is not found in so many histories is not found. */
const PATIENCE = 100;

test("histories of crashes, outages, rewritten branches and bad components keep every promise", async () => {
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= 40; seed++) outcomes.push(await runHistory(seed));

  const broken = outcomes.filter(({ violations }) => violations.length > 0);
  assert.deepEqual(
    broken.map(({ seed, violations }) => ({ seed, violations })),
    [],
  );
  assert.ok(
    outcomes.some(({ used }) => used.crashes > 10) && outcomes.some(({ runs }) => runs > 10),
    "little happened",
  );
});

test("the same seed is the same history", async () => {
  const [once, again] = [await runHistory(7), await runHistory(7)];

  assert.deepEqual(again.trace, once.trace);
});

describe("a planted bug shows as what it is:", () => {
  for (const bug of allBugs) {
    test(bug.name, async (context) => {
      const { seed, violations } = await firstViolation(bug);

      assert.match(violations[0] ?? `nothing in ${PATIENCE} histories`, bug.shows);
      context.diagnostic(`seed ${seed}: ${violations[0]}`);
    });
  }
});

test("a violation is found again with less of everything", async () => {
  const [bug] = allBugs.filter(({ name }) => name === "lose the cancel");
  assert.ok(bug);
  const found = await firstViolation(bug);

  const shortest = await shrink(found, bug);

  assert.match(shortest.violations[0] ?? "", bug.shows);
  const sizeOf = ({ used }: Outcome) => used.seconds + used.commits + used.crashes + used.troubles;
  assert.ok(sizeOf(shortest) < sizeOf(found), JSON.stringify(found.used));
  const again = await runHistory(found.seed, bug, shortest.used);
  assert.deepEqual(again.trace, shortest.trace);
});

async function firstViolation(bug: Bug): Promise<Outcome> {
  let outcome = await runHistory(1, bug);
  for (let seed = 2; seed <= PATIENCE && outcome.violations.length === 0; seed++) outcome = await runHistory(seed, bug);
  return outcome;
}
