import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { wakeAt } from "../../src/run/wake-at.ts";
import {
  aRunWith,
  attemptOf,
  called,
  exited,
  logRead,
  phasesOf,
  play,
  released,
  running,
  sealOf,
  seen,
  time,
  wants,
} from "./a-run.ts";

const started = play(aRunWith(), running("unit", 10));
const hasResult = play(started, called("unit", "TASK_RESULT", 20, { status: true }));

describe("a verdict is sealed", () => {
  test("by COMPONENT_STOP after a result, while the container still runs", () => {
    const state = play(hasResult, called("unit", "COMPONENT_STOP", 30));

    assert.equal(sealOf(state), "succeeded");
    assert.equal(phasesOf(state).run, "succeeded");
    assert.deepEqual(wants(state), ["unit/0/1/stop"]);
  });

  test("by a result after COMPONENT_STOP: the order in which they arrive decides nothing", () => {
    const state = play(started, called("unit", "COMPONENT_STOP", 20), called("unit", "TASK_RESULT", 30));

    assert.equal(sealOf(state), "succeeded");
  });

  test("by an exit, but not before its log is read", () => {
    const state = play(started, exited("unit", 0, 20));

    assert.equal(sealOf(state), undefined);
    assert.deepEqual(wants(state), ["unit/0/1/readLog"]);
    assert.equal(sealOf(play(state, logRead("unit", 30))), "succeeded");
  });

  test("by the end of `grace` after a result, once a look shows that it still runs", () => {
    const overdue = play(hasResult, time(60_020));

    assert.equal(wakeAt(hasResult), 60_020);
    assert.equal(sealOf(overdue), undefined);
    assert.deepEqual(wants(overdue), ["unit/0/1/observe"]);
    assert.equal(sealOf(play(overdue, running("unit", 60_025))), "succeeded");
  });

  test("10 s after a COMPONENT_STOP without a result, for want of one", () => {
    const stopping = play(started, called("unit", "COMPONENT_STOP", 20));

    assert.equal(wakeAt(stopping), 10_020);
    assert.equal(sealOf(play(stopping, time(10_020), running("unit", 10_021))), "succeeded");
  });

  test("as no-result 10 s after a COMPONENT_STOP, where a result is required", () => {
    const state = play(
      aRunWith({ component: { result: "required" } }),
      called("unit", "COMPONENT_STOP", 20),
      time(10_020),
      running("unit", 10_021),
    );

    assert.equal(sealOf(state), "failed no-result");
  });

  test("by the exit, where that comes in the 10 s after COMPONENT_STOP", () => {
    const state = play(
      started,
      called("unit", "COMPONENT_STOP", 20),
      time(10_020),
      exited("unit", 2, 9_000),
      logRead("unit", 10_030),
    );

    assert.equal(sealOf(state), "failed exit-code");
  });

  test("by the exit and its log, where a look at the end of `grace` finds that it has ended", () => {
    const state = play(hasResult, time(60_020), exited("unit", 3, 60_021));

    assert.equal(sealOf(state), undefined);
    assert.equal(sealOf(play(state, logRead("unit", 60_030))), "failed exit-code");
  });

  test("not by COMPONENT_STOP where declared outputs can only come from the log: those are waited for", () => {
    const passed = { schema: { type: "integer" }, optional: false } as const;
    const told = play(
      aRunWith({ component: { outputs: { passed } } }),
      called("unit", "TASK_RESULT", 20, { status: true }),
      called("unit", "COMPONENT_STOP", 30),
    );

    assert.equal(sealOf(told), undefined);
    assert.equal(wakeAt(told), 60_020);
    assert.equal(sealOf(play(told, exited("unit", 0, 40), logRead("unit", 50, { passed: "7" }))), "succeeded");
  });

  test("by the log at the end of `grace`, where only that can hold the declared outputs of what goes on", () => {
    const passed = { schema: { type: "integer" }, optional: false } as const;
    const told = play(
      aRunWith({ component: { outputs: { passed } } }),
      running("unit", 10),
      called("unit", "TASK_RESULT", 20, { status: true }),
    );
    const waited = play(told, time(60_020), running("unit", 60_021));

    assert.equal(sealOf(waited), undefined);
    assert.deepEqual(wants(waited), ["unit/0/1/readLog"]);
    assert.equal(play(waited, running("unit", 60_022)), waited);
    assert.equal(play(told, logRead("unit", 30, { passed: "7" })), told);

    const read = play(waited, logRead("unit", 60_030, { passed: "7" }));
    assert.deepEqual(attemptOf(read).seal, { phase: "succeeded", outputs: { passed: 7 }, at: 60_030 });
    assert.deepEqual(wants(read), ["unit/0/1/stop"]);
    assert.deepEqual(wants(play(read, exited("unit", 143, 60_040))), ["unit/0/1/release"]);

    assert.equal(sealOf(play(waited, logRead("unit", 60_030))), "failed bad-output");
    assert.equal(sealOf(play(waited, exited("unit", 3, 60_025), logRead("unit", 60_030))), "failed exit-code");
  });

  test("by an exit without a log, where it never started", () => {
    const state = play(aRunWith(), seen("unit", { is: "ended", cause: "secret-missing" }, 10));

    assert.equal(sealOf(state), "failed secret-missing");
    assert.deepEqual(wants(state), ["unit/0/1/release"]);
  });
});

describe("after the seal", () => {
  const sealed = play(hasResult, called("unit", "COMPONENT_STOP", 30));

  test("an exit code is kept and changes no verdict", () => {
    const state = play(sealed, exited("unit", 1, 40));

    assert.equal(sealOf(state), "succeeded");
    assert.equal(attemptOf(state).exit?.exitCode, 1);
    assert.equal(state.revision, sealed.revision + 1);
  });

  test("nothing is said to be lost: that it is gone is what we asked for", () => {
    assert.equal(attemptOf(play(sealed, seen("unit", { is: "gone" }, 40))).exit?.cause, undefined);
  });

  test("an exit by our own signal is no cause", () => {
    const state = play(sealed, seen("unit", { is: "ended", signal: "SIGKILL" }, 40), logRead("unit", 50));

    assert.equal(sealOf(state), "succeeded");
    assert.equal(phasesOf(state).run, "succeeded");
  });

  test("the run that has ended still takes exit, log and release", () => {
    const state = play(sealed, exited("unit", 0, 40), logRead("unit", 50, {}, "bye\n"), released("unit", 60));

    assert.equal(state.revision, sealed.revision + 3);
    assert.equal(attemptOf(state).log?.tail, "bye\n");
    assert.equal(attemptOf(state).released, true);
    assert.deepEqual(wants(state), []);
  });
});

describe("of a log", () => {
  const long = "a line of sixteen\n".repeat(4_000).slice(0, 65_536);

  test("64 KiB are kept where the attempt failed", () => {
    const state = play(started, exited("unit", 1, 20), logRead("unit", 30, {}, long));

    assert.equal(attemptOf(state).log?.tail, long);
    assert.equal(attemptOf(state).log?.bytes, 65_536);
  });

  test("4 KiB of whole lines are kept where it succeeded, whether the seal came before the log or with it", () => {
    const withIt = play(started, exited("unit", 0, 20), logRead("unit", 30, {}, long));
    const before = play(
      hasResult,
      called("unit", "COMPONENT_STOP", 30),
      exited("unit", 0, 40),
      logRead("unit", 50, {}, long),
    );

    for (const state of [withIt, before]) {
      const { tail = "", bytes } = attemptOf(state).log ?? {};
      assert.equal(bytes, 65_536);
      assert.ok(tail.length <= 4_096 && tail.length > 4_000, `${tail.length}`);
      assert.ok(tail.startsWith("a line"));
    }
  });
});
