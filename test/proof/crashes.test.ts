import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { test } from "node:test";
import { descendantsOf } from "../../proof/crashes/descendants.ts";
import { inHouses } from "../../proof/crashes/in-houses.ts";
import { killWith } from "../../proof/crashes/kill-with.ts";
import { openHouse } from "../../proof/house/house.ts";
import { until } from "../fixtures/until.ts";

test("what is broken in a house, and what was waited for in vain, is told with where to look at it", async () => {
  const broken = await inHouses(3, 2, async (house, number) => {
    await using _ = { [Symbol.asyncDispose]: () => rm(house.repository.folder, { recursive: true }) };
    if (number === 2) throw new Error("Waited 1 ms in vain\nand this is a log");
    return number === 3 ? ["a run is missing"] : [];
  });

  assert.equal(broken.length, 2);
  assert.match(broken.join("\n"), /^house 2, kept in \S+: Waited 1 ms in vain$/m);
  assert.match(broken.join("\n"), /^house 3, kept in \S+: a run is missing$/m);
});

test("attempts that are killed with their daemon are lost, and an audit takes that for harm only where it was done", async () => {
  await using house = await openHouse();
  await using first = house.startDaemon();
  const { pid = 0 } = first;
  const isRunning = async () => (await descendantsOf(pid)).some(({ program }) => program === "sleep");
  await until("an attempt runs", isRunning, 120_000);

  assert.ok((await killWith(first, "all die")) > 0);

  await using second = house.startDaemon();
  await house.rested();
  await second.stop();
  assert.match((await house.audit()).join("\n"), /is failed lost, and must be/);
  assert.deepEqual(await house.audit({ attemptsWereKilled: true }), []);
});
