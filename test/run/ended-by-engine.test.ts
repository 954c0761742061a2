import assert from "node:assert/strict";
import { test } from "node:test";
import { endedByEngine } from "../../src/run/ended-by-engine.ts";
import { isFinished } from "../../src/run/is-finished.ts";
import {
  admitted,
  anAction,
  aPlan,
  aQueuedRun,
  aRun,
  aStage,
  exited,
  logRead,
  phasesOf,
  play,
  ran,
  released,
  running,
  wants,
} from "./a-run.ts";

const run = aRun(
  aStage("verify", [anAction("done"), anAction("unit"), anAction("idle")]),
  aStage("publish", [anAction("push")]),
);
const going = play(run, ...ran("done", 0, 5), admitted("unit", 10), running("unit", 20));

test("a run that the core failed on ends, and what runs of it is stopped and released", () => {
  const state = endedByEngine(going, "a bug", 30);

  assert.deepEqual(phasesOf(state), {
    run: "failed engine-error",
    "stage verify": "failed engine-error",
    "stage publish": "failed engine-error",
    done: "succeeded",
    unit: "failed engine-error",
    idle: "skipped engine-error",
    push: "skipped engine-error",
  });
  assert.equal(state.revision, going.revision + 1);
  assert.deepEqual(wants(state), ["done/0/1/release", "unit/0/1/stop"]);
  const left = play(state, released("done", 40), exited("unit", 0, 40), logRead("unit", 50), released("unit", 60));
  assert.ok(isFinished(left));
});

test("a queued run that the core failed on ends without having begun", () => {
  const state = endedByEngine(aQueuedRun(aPlan({ stages: [aStage("verify", [anAction("unit")])] })), "a bug", 30);

  assert.deepEqual([phasesOf(state).run, phasesOf(state).unit], ["failed engine-error", "skipped engine-error"]);
  assert.ok(isFinished(state));
});

test("a run that has ended stays as it is", () => {
  const ended = endedByEngine(going, "a bug", 30);

  assert.equal(endedByEngine(ended, "another", 40), ended);
});
