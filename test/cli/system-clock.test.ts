import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../src/cli/system-clock.ts";

test("a wake comes once, and not before its time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000 });
  const wakes: number[] = [];

  systemClock.at(11_000, () => wakes.push(systemClock.now()));
  t.mock.timers.tick(9_999);
  assert.deepEqual(wakes, []);
  t.mock.timers.tick(1);
  t.mock.timers.tick(100_000);

  assert.deepEqual(wakes, [11_000]);
});

test("a wake may be farther away than a timer of Node holds", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const month = 31 * 86_400_000;
  let woken = 0;

  systemClock.at(month, () => woken++);
  t.mock.timers.tick(month - 1);
  assert.equal(woken, 0);
  t.mock.timers.tick(1);

  assert.equal(woken, 1);
});

test("a wake that is taken back never comes", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });

  systemClock.at(200_000, () => assert.fail("woken"))();
  t.mock.timers.tick(300_000);
});

test("a wake that is taken back on its way never comes", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  const takeBack = systemClock.at(200_000, () => assert.fail("woken"));

  t.mock.timers.tick(150_000);
  takeBack();
  t.mock.timers.tick(300_000);
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
