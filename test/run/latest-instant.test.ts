import assert from "node:assert/strict";
import { test } from "node:test";
import { latestInstant } from "../../src/run/latest-instant.ts";
import { aRunWith, called, cancelled, exited, logRead, play, ran, running, seen, time } from "./a-run.ts";

test("the latest instant of a run is that of the last fact that it holds", () => {
  const started = play(aRunWith(), running("unit", 10));
  const facts = [
    started,
    play(started, called("unit", "TASK_STATUS", 70)),
    play(started, cancelled(80)),
    play(started, exited("unit", 0, 90), logRead("unit", 95)),
  ];

  assert.deepEqual(facts.map(latestInstant), [10, 70, 80, 95]);
});

test("a pause before the next attempt that is over, and an attempt that is starting, are facts of it too", () => {
  const tried = play(aRunWith({ retry: { limit: 1, backoffMs: 1_000, on: ["failed"] } }), ...ran("unit", 1, 100));

  assert.equal(latestInstant(play(tried, time(1_100))), 1_100);
  assert.equal(latestInstant(play(aRunWith(), seen("unit", { is: "starting" }, 30))), 30);
});
