import assert from "node:assert/strict";
import { test } from "node:test";
import { createEndingClock } from "../../src/daemon/ending-clock.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";

test("an alarm rings once at its time, unless it is taken back", () => {
  const { clock, rung, time } = aClock();
  clock.at(1, () => rung.push("first"));
  const takeBack = clock.at(2, () => rung.push("taken back"));
  takeBack();

  while (time.step(10));

  assert.deepEqual(rung, ["first"]);
});

test("once it has ended no alarm rings any more, be it set before or after", () => {
  const { clock, rung, time } = aClock();
  clock.at(1, () => rung.push("before"));

  clock.end();
  clock.at(2, () => rung.push("after"));

  assert.equal(time.step(10), false);
  assert.deepEqual(rung, []);
});

test("it begins no earlier than at the latest fact that is known, and waits for as long as it was asked to", () => {
  const { clock, rung, time } = aClock(5_000);
  clock.at(clock.now() + 10, () => rung.push(String(time.now())));

  while (time.step(10));

  assert.deepEqual([rung, clock.now()], [["10"], 5_010]);
});

function aClock(notBefore = 0) {
  const time = virtualClock(0);
  const rung: string[] = [];
  return { time, clock: createEndingClock(time, notBefore), rung };
}
