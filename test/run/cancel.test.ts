import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  admitted,
  anAction,
  aPlan,
  aQueuedRun,
  aRunOf,
  aStage,
  called,
  cancelled,
  phasesOf,
  play,
  ran,
  running,
  seen,
  stateOf,
  time,
  wants,
} from "./a-run.ts";

const plan = aPlan({
  stages: [
    aStage("verify", [
      anAction("unit"),
      anAction("lint", { retry: { limit: 1, backoffMs: 1_000, on: ["failed"] } }),
      anAction("idle"),
    ]),
    aStage("publish", [anAction("push")]),
  ],
  finally: [
    anAction("tell", {
      with: { outcome: { cel: "run.outcome" } },
      component: { inputs: { outcome: { schema: {}, optional: false } } },
    }),
    anAction("sweep"),
  ],
});
const going = play(aRunOf(plan), admitted("unit", 10), running("unit", 20), ...ran("lint", 1, 30));

describe("a Cancel", () => {
  test("seals what runs, ends what is between attempts, skips what has not begun, and lets `finally` run", () => {
    const state = play(going, cancelled(40));

    assert.deepEqual(phasesOf(state), {
      run: "running cancelled",
      "stage verify": "cancelled cancelled",
      "stage publish": "skipped cancelled",
      unit: "cancelled cancelled",
      lint: "cancelled cancelled",
      idle: "skipped cancelled",
      push: "skipped cancelled",
      tell: "waiting limit",
      sweep: "waiting limit",
    });
    assert.deepEqual(wants(state), ["unit/0/1/stop", "lint/0/1/release"]);
  });

  test("says why in the run's message", () => {
    const state = play(going, cancelled(40), cancelled(50, "stop-again"));

    assert.ok(state.phase === "cancelled");
    assert.equal(state.message, "cancelled: wrong tag");
  });

  test("lets an action with a stored result end by it, though the run is cancelled", () => {
    const told = play(going, called("unit", "TASK_RESULT", 35, { status: true }), cancelled(40));
    assert.equal(phasesOf(told).unit, "running");

    const state = play(told, called("unit", "COMPONENT_STOP", 50), cancelled(60, "stop-again"));
    assert.deepEqual([phasesOf(state).unit, phasesOf(state).run], ["succeeded", "cancelled cancelled"]);
  });

  test("is not outdone by a later failure, after which nothing is tried again", () => {
    const state = play(
      aRunOf(plan),
      admitted("lint", 10),
      called("lint", "TASK_RESULT", 35, { status: false }),
      cancelled(40),
      called("lint", "COMPONENT_STOP", 50),
    );

    assert.equal(phasesOf(state).lint, "failed result-failed");
    assert.equal(phasesOf(state).run, "running cancelled");
  });

  test("does not outdo an earlier failure", () => {
    const slow = aPlan({ stages: [aStage("verify", [anAction("unit"), anAction("lint")], { failFast: false })] });
    const state = play(aRunOf(slow), admitted("lint", 10), ...ran("unit", 1, 20), cancelled(30));

    assert.deepEqual(phasesOf(state), {
      run: "failed exit-code",
      "stage verify": "failed exit-code",
      unit: "failed exit-code",
      lint: "cancelled cancelled",
    });
  });

  test("of a queued run ends it at once, without `finally`", () => {
    const state = play(aQueuedRun(plan), cancelled(10));

    assert.ok(state.phase === "cancelled");
    assert.equal(state.startedAt, undefined);
    assert.equal(phasesOf(state).tell, "skipped cancelled");
    assert.equal(phasesOf(state)["stage verify"], "skipped cancelled");
  });

  test("that is said again changes nothing; another one ends `finally`", () => {
    const ending = play(going, cancelled(40), admitted("tell", 50));

    assert.equal(play(ending, cancelled(60)), ending);
    assert.deepEqual(phasesOf(play(ending, cancelled(60, "stop-again"))), {
      ...phasesOf(ending),
      run: "cancelled cancelled",
      tell: "cancelled cancelled",
      sweep: "skipped cancelled",
    });
  });

  test("of a run that has ended changes nothing", () => {
    const ended = play(aQueuedRun(plan), cancelled(10));

    assert.equal(play(ended, cancelled(60, "stop-again")), ended);
  });
});

describe("`finally`", () => {
  const succeeded = play(
    going,
    seen("unit", { is: "ended", exitCode: 0 }, 40),
    ...ran("unit", 0, 40),
    time(1_030),
    ...ran("lint/2", 0, 1_040),
    ...ran("idle", 0, 1_050),
    ...ran("push", 0, 1_060),
  );

  test("runs after all else and knows the outcome", () => {
    assert.equal(phasesOf(succeeded).tell, "waiting limit");
    const told = stateOf(play(succeeded, admitted("tell", 1_070)), "tell");
    assert.ok(told.phase === "running");
    assert.deepEqual(told.started.with, { outcome: "succeeded" });
  });

  test("waits for all stages, though its action needs only another one of `finally`", () => {
    const early = anAction("early", { waitsForEarlierStages: false });

    assert.equal(phasesOf(aRunOf(aPlan({ ...plan, finally: [early] }))).early, "pending");
  });

  test("runs after a failure and a cancel too, and knows of them", () => {
    const failed = play(
      going,
      seen("unit", { is: "ended", exitCode: 1 }, 40),
      ...ran("unit", 1, 40),
      admitted("tell", 50),
    );
    const stopped = play(going, cancelled(40), admitted("tell", 50));

    for (const [state, outcome] of [
      [failed, "failed"],
      [stopped, "cancelled"],
    ] as const) {
      const told = stateOf(state, "tell");
      assert.ok(told.phase === "running");
      assert.deepEqual(told.started.with, { outcome });
    }
  });

  test("fails the run by its own failure, and runs on", () => {
    const state = play(succeeded, ...ran("tell", 1, 1_070));

    assert.deepEqual([phasesOf(state).run, phasesOf(state).sweep], ["running exit-code", "waiting limit"]);
    assert.equal(phasesOf(play(state, ...ran("sweep", 0, 1_080))).run, "failed exit-code");
  });

  test("is not ended by a first Cancel, which cancels the run where nothing else has decided", () => {
    const state = play(succeeded, admitted("tell", 1_070), cancelled(1_080));

    assert.deepEqual([phasesOf(state).run, phasesOf(state).tell], ["running cancelled", "running"]);
  });
});
