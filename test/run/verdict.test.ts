import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Observation } from "../../src/run/run-event.ts";
import {
  aRunWith,
  attemptOf,
  called,
  exited,
  logRead,
  play,
  running,
  sealOf,
  secretCalled,
  seen,
  stateOf,
} from "./a-run.ts";

const passed = { schema: { type: "integer" }, optional: false } as const;
const version = { schema: { type: "string" }, optional: false } as const;
const note = { schema: { type: "string" }, optional: true } as const;

function ended(observation: Omit<Observation, "is">, changes: Parameters<typeof aRunWith>[0] = {}) {
  return play(
    aRunWith(changes),
    running("unit", 1),
    seen("unit", { is: "ended", ...observation }, 2),
    logRead("unit", 3),
  );
}

describe("the verdict of an attempt", () => {
  test("is the exit code's, for a plain program", () => {
    assert.equal(sealOf(ended({ exitCode: 0 })), "succeeded");
    assert.equal(sealOf(ended({ exitCode: 3 })), "failed exit-code");
  });

  test("names the exit code or the signal", () => {
    assert.equal(attemptOf(ended({ exitCode: 3 })).seal?.message, "exit code 3");
    assert.equal(attemptOf(ended({ signal: "SIGSEGV" })).seal?.message, "ended by SIGSEGV");
  });

  test("is the runtime's own cause before anything the program said", () => {
    const state = play(
      aRunWith(),
      called("unit", "TASK_RESULT", 1, { status: true }),
      seen("unit", { is: "ended", exitCode: 137, cause: "out-of-memory", message: "over 128 MiB" }, 2),
      logRead("unit", 3),
    );

    assert.equal(sealOf(state), "failed out-of-memory");
    assert.equal(attemptOf(state).seal?.message, "over 128 MiB");
  });

  test("is lost where an end says nothing about itself", () => {
    assert.equal(sealOf(ended({})), "failed lost");
  });

  test("fails by `status: false` though the exit code is 0, and keeps both facts", () => {
    const state = play(
      aRunWith(),
      called("unit", "TASK_RESULT", 1, { status: false, result: "2 failed" }),
      exited("unit", 0, 2),
      logRead("unit", 3),
    );

    assert.equal(sealOf(state), "failed result-failed");
    assert.equal(attemptOf(state).seal?.message, "2 failed");
    assert.equal(attemptOf(state).exit?.exitCode, 0);
  });

  test("fails by the exit code though the result says true", () => {
    const state = play(
      aRunWith(),
      called("unit", "TASK_RESULT", 1, { status: true }),
      exited("unit", 1, 2),
      logRead("unit", 3),
    );

    assert.equal(sealOf(state), "failed exit-code");
  });

  test("is the exit code's where the result has no status, else success", () => {
    const told = play(aRunWith(), called("unit", "TASK_RESULT", 1, { result: "done" }));

    assert.equal(sealOf(play(told, exited("unit", 1, 2), logRead("unit", 3))), "failed exit-code");
    assert.equal(sealOf(play(told, called("unit", "COMPONENT_STOP", 2))), "succeeded");
  });

  test("is no-result where a result is required and none came", () => {
    assert.equal(sealOf(ended({ exitCode: 0 }, { component: { result: "required" } })), "failed no-result");
    assert.equal(sealOf(ended({ exitCode: 1 }, { component: { result: "required" } })), "failed exit-code");
  });

  test("is start-failed as soon as a START says `status: false`", () => {
    const state = play(aRunWith(), called("unit", "TASK_START", 1, { status: false, result: "no database" }));

    assert.equal(sealOf(state), "failed start-failed");
    assert.equal(attemptOf(state).seal?.message, "no database");
  });
});

describe("the outputs of an attempt", () => {
  test("come from the `[COUT]` lines of its log, read as JSON where they are not declared as strings", () => {
    const state = play(
      aRunWith({ component: { outputs: { passed, version, note } } }),
      exited("unit", 0, 1),
      logRead("unit", 2, { passed: "12", version: "1.10", note: '"said so"', other: "ignored" }),
    );

    assert.deepEqual(stateOf(state, "unit"), {
      ...stateOf(state, "unit"),
      phase: "succeeded",
      outputs: { passed: 12, version: "1.10", note: "said so" },
    });
  });

  test("come from the result alone, where it carried any: lines in the log are only log then", () => {
    const state = play(
      aRunWith({ component: { outputs: { passed, note } } }),
      called("unit", "TASK_RESULT", 1, { output: { passed: 3 } }),
      exited("unit", 0, 2),
      logRead("unit", 3, { passed: "12", note: "from the log" }),
    );

    assert.deepEqual(attemptOf(state).seal?.outputs, { passed: 3 });
  });

  test("are bad where one is missing that is not optional", () => {
    const state = play(aRunWith({ component: { outputs: { passed } } }), exited("unit", 0, 1), logRead("unit", 2));

    assert.equal(sealOf(state), "failed bad-output");
    assert.equal(attemptOf(state).seal?.message, "the output passed is missing");
  });

  test("are bad where one does not fit its schema, and the message says where", () => {
    const list = { schema: { type: "array", items: { type: "integer" } }, optional: false } as const;
    const state = play(
      aRunWith({ component: { outputs: { list } } }),
      exited("unit", 0, 1),
      logRead("unit", 2, { list: '[1, "two"]' }),
    );

    assert.equal(sealOf(state), "failed bad-output");
    assert.match(attemptOf(state).seal?.message ?? "", /^the output list\[1\] must be /);
  });

  test("are bad where a number is larger than any, and never stored as null", () => {
    const state = play(
      aRunWith({ component: { outputs: { passed: { schema: { type: "number" }, optional: false } } } }),
      exited("unit", 0, 1),
      logRead("unit", 2, { passed: "1e999" }),
    );

    assert.equal(sealOf(state), "failed bad-output");
  });

  test("may be named as what every object has", () => {
    const outputs = { constructor: { schema: { type: "string" }, optional: true } } as const;
    const state = play(aRunWith({ component: { outputs } }), exited("unit", 0, 1), logRead("unit", 2));

    assert.equal(sealOf(state), "succeeded");
  });

  test("fail it where one holds a secret, from the result or from the log", () => {
    const outputs = { note };
    const byResult = play(
      aRunWith({ component: { outputs } }),
      secretCalled("unit", 1, { output: { note: "***" } }),
      called("unit", "COMPONENT_STOP", 2),
    );
    const log = { outputs: { note: "***" }, problems: ["secret-in-output" as const], bytes: 9, tail: "" };
    const byLog = play(aRunWith({ component: { outputs } }), exited("unit", 0, 1), (uid) => ({
      ...logRead("unit", 2)(uid),
      type: "logRead",
      attempt: { uid, run: "release-42", action: "unit", copy: 0, attempt: 1 },
      log,
    }));

    assert.equal(sealOf(byResult), "failed secret-in-output");
    assert.equal(sealOf(byLog), "failed secret-in-output");
  });

  test("are none where it did not succeed", () => {
    const state = play(
      aRunWith({ component: { outputs: { passed } } }),
      called("unit", "TASK_RESULT", 1, { status: false, output: { passed: 3 } }),
      called("unit", "COMPONENT_STOP", 2),
    );

    assert.deepEqual(attemptOf(state).seal?.outputs, {});
  });
});

test("an attempt never ends before it starts, however coarse the clock of its runtime is", () => {
  const state = play(
    aRunWith(),
    called("unit", "TASK_START", 12_480),
    seen("unit", { is: "ended", exitCode: 0, startedAt: 12_000, endedAt: 12_000 }, 12_500),
  );

  const { startedAt, exit } = attemptOf(state);
  assert.deepEqual([startedAt, exit?.endedAt], [12_480, 12_480]);
});
