import assert from "node:assert/strict";
import { test } from "node:test";
import { acknowledgeBeforeSave } from "./bugs/acknowledge-before-save.ts";
import { loseTheCursor } from "./bugs/lose-the-cursor.ts";
import { reapplyBlindly } from "./bugs/reapply-blindly.ts";
import { spawnTwice } from "./bugs/spawn-twice.ts";
import { timeoutAfterResult } from "./bugs/timeout-after-result.ts";
import { type Bug, runHistory } from "./history.ts";

/** A bug that is not found in so many histories is not found. */
const PATIENCE = 300;

test("histories of crashes, outages and bad components keep every promise", async () => {
  const outcomes = await histories(1, 40);

  const broken = outcomes.filter(({ violations }) => violations.length > 0);
  assert.deepEqual(
    broken.map(({ seed, violations }) => ({ seed, violations })),
    [],
  );
  assert.ok(
    outcomes.some(({ used }) => used.crashes > 0) && outcomes.some(({ runs }) => runs > 3),
    "nothing happened in them",
  );
});

test("the same seed is the same history", async () => {
  const [once, again] = [await runHistory(7), await runHistory(7)];

  assert.deepEqual(again.trace, once.trace);
});

for (const bug of [acknowledgeBeforeSave, spawnTwice, reapplyBlindly, loseTheCursor, timeoutAfterResult]) {
  test(`a planted bug is found: ${bug.name}`, async (context) => {
    const seed = await findingSeed(bug);

    assert.notEqual(seed, undefined, `not found in ${PATIENCE} histories`);
    context.diagnostic(`found by seed ${seed}`);
  });
}

async function findingSeed(bug: Bug): Promise<number | undefined> {
  for (let seed = 1; seed <= PATIENCE; seed++) {
    const { violations } = await runHistory(seed, bug);
    if (violations.length > 0) return seed;
  }
  return undefined;
}

async function histories(from: number, to: number) {
  const outcomes = [];
  for (let seed = from; seed <= to; seed++) outcomes.push(await runHistory(seed));
  return outcomes;
}
