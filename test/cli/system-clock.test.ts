import assert from "node:assert/strict";
import { test } from "node:test";
import { createClock, systemClock } from "../../src/cli/system-clock.ts";
import { virtualClock } from "../simulation/virtual-clock.ts";

const MONTH = 31 * 86_400_000;

test("a wake comes once, and not before its time", () => {
  const { clock, pass } = aMachine();
  const wakes: number[] = [];

  clock.at(11_000, () => wakes.push(clock.now()));
  pass(9_999);
  assert.deepEqual(wakes, []);
  pass(1);
  pass(100_000);

  assert.deepEqual(wakes, [11_000]);
});

test("a wake may be farther away than a timer of Node holds", () => {
  const { clock, pass } = aMachine();
  let woken = 0;

  clock.at(1_000 + MONTH, () => woken++);
  pass(MONTH - 1);
  assert.equal(woken, 0);
  pass(1);

  assert.equal(woken, 1);
});

test("a wake that is taken back never comes, on its way neither", () => {
  const { clock, pass } = aMachine();

  clock.at(200_000, () => assert.fail("woken"))();
  const takeBack = clock.at(200_000, () => assert.fail("woken"));
  pass(150_000);
  takeBack();
  pass(300_000);
});

test("where the machine's clock is set back, time goes on, and a wake comes after as long as it was meant to", () => {
  const { clock, pass, move } = aMachine();
  let woken = 0;

  clock.at(31_000, () => woken++);
  pass(10_000);
  move(-86_400_000);
  assert.equal(clock.now(), 11_000);
  pass(20_000);

  assert.deepEqual([woken, clock.now()], [1, 31_000]);
});

test("where it is set forward, or the machine has slept, that is the time, and a wake comes within a minute", () => {
  const { clock, pass, move } = aMachine();
  let woken = 0;

  clock.at(7_200_000, () => woken++);
  move(86_400_000);
  assert.equal(clock.now(), 86_401_000);
  pass(60_000);

  assert.equal(woken, 1);
});

test("what was set forward by mistake and back again does not count twice", () => {
  const { clock, pass, move } = aMachine();

  move(3_600_000);
  const ahead = clock.now();
  move(-3_600_000);
  pass(5_000);
  move(3_600_000);

  assert.equal(clock.now(), ahead + 5_000);
});

test("this machine's clock tells its time", () => {
  assert.ok(Math.abs(systemClock.now() - Date.now()) < 60_000);
  assert.ok(Number.isInteger(systemClock.now()));
});

test("a wake for a moment that has passed comes at once, yet not before `at` has returned", async () => {
  const order: string[] = [];
  const woken = new Promise<void>((resolve) => {
    systemClock.at(0, () => {
      order.push("woken");
      resolve();
    });
  });
  order.push("returned");

  await woken;
  assert.deepEqual(order, ["returned", "woken"]);
});

test("breathing lets go first what is ready", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("ready"));

  await systemClock.breathe();

  assert.deepEqual(order, ["ready"]);
});

/** A machine whose clock shows 1 s, and what happens to it. */
function aMachine() {
  const time = virtualClock(0);
  let moved = 1_000;
  const clock = createClock({
    wall: () => time.now() + moved,
    steady: time.now,
    after: (ms, wake) => time.at(time.now() + ms, wake),
  });
  return {
    clock,
    move(ms: number) {
      moved += ms;
    },
    pass(ms: number) {
      const until = time.now() + ms;
      time.at(until, () => {});
      for (let isMore = true; isMore; ) isMore = time.step(until);
    },
  };
}
