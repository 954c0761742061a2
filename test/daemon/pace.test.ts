import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace } from "../../src/daemon/pace.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";
import { settle } from "./settle.ts";

test("after a quiet time a burst never waits, and then the turns come at their rate", async () => {
  const clock = virtualClock(1_000);
  const pace = createPace(clock, { burst: 3, perSecond: 4 });
  const taken: number[] = [];

  const done = (async () => {
    for (let turn = 0; turn < 6; turn++) {
      await pace.turn();
      taken.push(clock.now());
    }
  })();
  await settle();
  while (clock.step(10_000)) await settle();
  await done;

  assert.deepEqual(taken, [1_000, 1_000, 1_000, 1_250, 1_500, 1_750]);
});

test("turns that were not taken do not add up past the burst", async () => {
  const clock = virtualClock(0);
  const pace = createPace(clock, { burst: 1, perSecond: 1 });
  await pace.turn();
  clock.at(60_000, () => {});
  clock.step(60_000);

  await pace.turn();
  const second = pace.turn();
  await settle();
  clock.step(100_000);
  await second;

  assert.equal(clock.now(), 61_000);
});

test("a turn that is given back was never taken", async () => {
  const clock = virtualClock(0);
  const pace = createPace(clock, { burst: 1, perSecond: 1 });

  await pace.turn();
  pace.giveBack();
  await pace.turn();

  assert.equal(clock.now(), 0);
});
