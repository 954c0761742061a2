import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { wakeAt } from "../../src/run/wake-at.ts";
import {
  admitted,
  anAction,
  aPlan,
  aRun,
  aRunOf,
  aStage,
  called,
  cancelled,
  exited,
  logRead,
  phasesOf,
  play,
  ran,
  running,
  time,
  wants,
} from "./a-run.ts";

describe("the timeout of a stage", () => {
  const stage = aStage(
    "verify",
    [anAction("unit"), anAction("lint", { needs: [{ action: "unit", optional: false }] })],
    { timeoutMs: 1_000 },
  );
  const started = play(aRun(stage), time(400), admitted("unit", 500), running("unit", 510));

  test("runs from its first started action", () => {
    assert.equal(wakeAt(aRun(stage)), undefined);
    assert.equal(wakeAt(started), 1_500);
  });

  test("fails the run, skips what has not begun, and looks at what runs before it is sealed", () => {
    const late = play(started, time(1_500));

    assert.deepEqual(phasesOf(late), {
      run: "running timeout",
      "stage verify": "running",
      unit: "running",
      lint: "skipped timeout",
    });
    assert.deepEqual(wants(late), ["unit/0/1/observe"]);
    assert.deepEqual(phasesOf(play(late, running("unit", 1_501))), {
      run: "failed timeout",
      "stage verify": "failed timeout",
      unit: "failed timeout",
      lint: "skipped timeout",
    });
  });

  test("leaves alone a stage whose last attempt had ended in time, though that was noticed late", () => {
    const alone = play(
      aRun(aStage("verify", [anAction("unit")], { timeoutMs: 1_000 })),
      admitted("unit", 0),
      running("unit", 1),
    );

    const state = play(alone, time(9_000), exited("unit", 0, 900), logRead("unit", 9_010));

    assert.deepEqual(phasesOf(state), { run: "succeeded", "stage verify": "succeeded", unit: "succeeded" });
  });

  test("fails the stage though its last action may fail", () => {
    const alone = aRun(aStage("verify", [anAction("unit", { continueOnFailure: true })], { timeoutMs: 1_000 }));
    const state = play(alone, admitted("unit", 0), running("unit", 1), time(1_000), running("unit", 1_001));

    assert.equal(phasesOf(state).run, "failed timeout");
  });

  test("lets an action with a stored result end by it, and nothing later begin", () => {
    const late = play(
      aRun(stage, aStage("publish", [anAction("push")])),
      admitted("unit", 500),
      called("unit", "TASK_RESULT", 1_400, { status: true }),
      time(1_500),
    );
    const state = play(late, called("unit", "COMPONENT_STOP", 1_600));

    assert.deepEqual(phasesOf(state), {
      run: "failed timeout",
      "stage verify": "failed timeout",
      "stage publish": "skipped dependency-failed",
      unit: "succeeded",
      lint: "skipped timeout",
      push: "skipped dependency-failed",
    });
  });

  test("keeps later stages from beginning before it has ended", () => {
    const run = aRun(
      aStage("verify", [anAction("unit"), anAction("slow"), anAction("idle")], { timeoutMs: 1_000 }),
      aStage("publish", [
        anAction("push", { waitsForEarlierStages: false, needs: [{ action: "unit", optional: false }] }),
      ]),
    );
    const told = ["unit", "slow"].flatMap((name) => [admitted(name, 0), called(name, "TASK_RESULT", 10)]);
    const state = play(run, ...told, time(1_000), called("unit", "COMPONENT_STOP", 1_010));

    assert.deepEqual([phasesOf(state).slow, phasesOf(state).push], ["running", "skipped dependency-failed"]);
  });

  test("ends an action between its attempts", () => {
    const retry = { limit: 1, backoffMs: 10_000, on: ["failed"] } as const;
    const alone = aRun(aStage("verify", [anAction("unit", { retry })], { timeoutMs: 1_000 }));
    const paused = play(alone, ...ran("unit", 1, 100));

    assert.equal(wakeAt(paused), 1_100);
    assert.equal(phasesOf(play(paused, time(1_100))).unit, "failed timeout");
  });
});

describe("the timeout of a pipeline", () => {
  const plan = aPlan({
    timeoutMs: 1_000,
    stages: [aStage("verify", [anAction("unit")]), aStage("publish", [anAction("push")])],
    finally: [anAction("tell")],
  });
  const started = play(aRunOf(plan), admitted("unit", 10), running("unit", 20));

  test("fails the run, skips what has not begun, and lets `finally` run outside it", () => {
    const late = play(started, time(1_000), running("unit", 1_001));

    assert.equal(wakeAt(started), 1_000);
    assert.deepEqual(phasesOf(late), {
      run: "running timeout",
      "stage verify": "failed timeout",
      "stage publish": "skipped timeout",
      unit: "failed timeout",
      push: "skipped timeout",
      tell: "waiting limit",
    });
    assert.equal(wakeAt(late), undefined);
    assert.deepEqual(phasesOf(play(late, ...ran("tell", 0, 5_000))).run, "failed timeout");
  });

  test("fails the run though its last action may fail", () => {
    const lenient = aPlan({
      timeoutMs: 1_000,
      stages: [aStage("verify", [anAction("unit", { continueOnFailure: true })])],
    });
    const state = play(aRunOf(lenient), admitted("unit", 10), running("unit", 20), time(1_000), running("unit", 1_001));

    assert.deepEqual([phasesOf(state).run, phasesOf(state).unit], ["failed timeout", "failed timeout"]);
  });

  test("ends what waits for a place under the global limit", () => {
    assert.equal(phasesOf(play(aRunOf(plan), time(1_000))).unit, "skipped timeout");
  });

  test("says how long it was", () => {
    const state = play(aRunOf(aPlan({ ...plan, finally: [] })), time(1_000));

    assert.ok(state.phase === "failed");
    assert.equal(state.message, "the pipeline took longer than 1.0 s");
  });

  test("does not decide the outcome where a cancel has", () => {
    const state = play(started, called("unit", "TASK_RESULT", 30), cancelled(40), time(1_000));

    assert.equal(phasesOf(state).run, "running cancelled");
  });
});
