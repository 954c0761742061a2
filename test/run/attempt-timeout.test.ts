import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { wakeAt } from "../../src/run/wake-at.ts";
import {
  admitted,
  anAction,
  aRun,
  aRunWith,
  aStage,
  attemptOf,
  called,
  exited,
  logRead,
  phasesOf,
  play,
  ran,
  running,
  sealOf,
  seen,
  time,
  wants,
} from "./a-run.ts";

describe("the timeout of an attempt", () => {
  const started = play(aRunWith({ attemptTimeoutMs: 1_000 }), running("unit", 10));
  const overdue = play(started, time(1_010));

  test("runs from its start, not from when it was decided to start it", () => {
    assert.equal(wakeAt(aRunWith({ attemptTimeoutMs: 1_000 })), undefined);
    assert.equal(wakeAt(started), 1_010);
  });

  test("asks for a look at one that was last seen as it was starting, and runs from its start", () => {
    const starting = play(aRunWith({ attemptTimeoutMs: 1_000 }), seen("unit", { is: "starting" }, 1));
    const looked = play(starting, time(1_001), seen("unit", { is: "running", startedAt: 500 }, 1_002));

    assert.equal(wakeAt(starting), 1_001);
    assert.equal(sealOf(looked), undefined);
    assert.equal(wakeAt(looked), 1_500);
  });

  test("runs from when it was first seen where the runtime's clock was set back", () => {
    const told = play(
      aRunWith({ attemptTimeoutMs: 1_000 }),
      seen("unit", { is: "running", startedAt: -86_400_000 }, 10),
    );

    assert.equal(wakeAt(told), 1_010);
  });

  test("asks for a look, and seals nothing by itself", () => {
    assert.equal(attemptOf(overdue).overdueSince, 1_010);
    assert.equal(sealOf(overdue), undefined);
    assert.deepEqual(wants(overdue), ["unit/0/1/observe"]);
    assert.equal(wakeAt(overdue), undefined);
  });

  test("seals once the look shows that it still runs, and stops it with its own grace", () => {
    const state = play(overdue, running("unit", 1_015));

    assert.equal(sealOf(state), "failed timeout");
    assert.equal(attemptOf(state).seal?.message, "the attempt took longer than 1.0 s");
    assert.deepEqual(wants(state), ["unit/0/1/stop"]);
  });

  test("does not seal where the look shows an exit before the deadline", () => {
    const state = play(overdue, exited("unit", 0, 1_009), logRead("unit", 1_020));

    assert.equal(sealOf(state), "succeeded");
  });

  test("seals where the look shows an exit after the deadline", () => {
    const state = play(overdue, seen("unit", { is: "ended", exitCode: 0, endedAt: 1_011 }, 1_015));

    assert.equal(sealOf(state), "failed timeout");
    assert.equal(attemptOf(state).exit?.exitCode, 0);
  });

  test("is not sealed by a look that began before the deadline: time asks for another", () => {
    const state = play(overdue, running("unit", 1_009));

    assert.equal(sealOf(state), undefined);
    assert.equal(wakeAt(state), 1_010);
    assert.equal(sealOf(play(state, time(1_012), running("unit", 1_013))), "failed timeout");
  });

  test("no longer decides once a result is stored, even where it had passed already", () => {
    const state = play(overdue, called("unit", "TASK_RESULT", 1_012, { status: true }), running("unit", 1_015));

    assert.equal(sealOf(state), undefined);
    assert.equal(wakeAt(state), 61_012);
    assert.equal(sealOf(play(state, time(2_000))), undefined);
    assert.equal(sealOf(play(state, called("unit", "COMPONENT_STOP", 2_000))), "succeeded");
  });

  test("does not fire on what has exited and only waits for its log", () => {
    const state = play(started, exited("unit", 0, 20));

    assert.equal(wakeAt(state), undefined);
    assert.equal(play(state, time(5_000)), state);
  });
});

describe("the timeout of an action", () => {
  const action = anAction("unit", {
    timeoutMs: 5_000,
    retry: { limit: 5, backoffMs: 1_000, on: ["failed", "timeout"] },
  });
  const first = play(aRun(aStage("verify", [action])), admitted("unit", 100), running("unit", 110));

  test("ends an attempt that no timeout of its own would", () => {
    const state = play(first, time(5_100), running("unit", 5_101));

    assert.equal(phasesOf(state).unit, "failed timeout");
    assert.equal(attemptOf(state).seal?.message, "the action took longer than 5.0 s");
  });

  test("counts the pauses between attempts, and ends the action in one of them", () => {
    const paused = play(
      first,
      exited("unit", 1, 200),
      logRead("unit", 200),
      time(1_200),
      ...ran("unit/2", 1, 1_300),
      time(3_300),
      ...ran("unit/3", 1, 3_400),
    );

    assert.equal(phasesOf(paused).unit, "waiting retry");
    assert.equal(wakeAt(paused), 5_100);
    assert.equal(phasesOf(play(paused, time(5_100))).unit, "failed timeout");
  });

  test("ends it while it waits for a place for its next attempt", () => {
    const waiting = play(first, exited("unit", 1, 200), logRead("unit", 200), time(1_200));

    assert.equal(phasesOf(waiting).unit, "waiting limit");
    assert.equal(phasesOf(play(waiting, time(5_100))).unit, "failed timeout");
  });

  test("comes before a retry that was due earlier, where time is noticed late", () => {
    const paused = play(first, exited("unit", 1, 200), logRead("unit", 200));

    assert.equal(wakeAt(paused), 1_200);
    assert.equal(phasesOf(play(paused, time(9_000))).unit, "failed timeout");
  });

  test("allows no retry once it has passed", () => {
    const state = play(first, exited("unit", 1, 200), logRead("unit", 5_200));

    assert.equal(phasesOf(state).unit, "failed exit-code");
  });
});

test("of several timeouts at one instant the narrowest is named", () => {
  const run = play(aRunWith({ attemptTimeoutMs: 1_000, timeoutMs: 1_000 }), running("unit", 0), time(1_000));

  assert.equal(attemptOf(play(run, running("unit", 1_001))).seal?.message, "the attempt took longer than 1.0 s");
});

test("a clock that goes back breaks nothing: what was due is due again later", () => {
  const started = play(aRunWith({ attemptTimeoutMs: 1_000 }), running("unit", 5_000));
  const overdue = play(started, time(6_000));

  const asked = play(overdue, running("unit", 3_000), time(3_001));

  assert.equal(sealOf(asked), undefined);
  assert.equal(wakeAt(asked), 6_000);
  assert.equal(sealOf(play(asked, time(6_000), running("unit", 6_000))), "failed timeout");
});
