import assert from "node:assert/strict";
import { test } from "node:test";
import { latestInstant } from "../../src/run/latest-instant.ts";
import { aRunWith, called, cancelled, exited, logRead, play, running } from "./a-run.ts";

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
