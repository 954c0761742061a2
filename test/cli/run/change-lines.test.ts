import assert from "node:assert/strict";
import { test } from "node:test";
import { changeLines } from "../../../src/cli/run/change-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { ActionStatus, RunStatus } from "../../../src/status/run-status.ts";

function aRunOf(...actions: readonly ActionStatus[]): RunStatus {
  return {
    apiVersion: "pilotage/v1",
    kind: "RunStatus",
    metadata: { name: "release-42", pipeline: "release", number: 42, uid: "3f9c02ab41d7e8805c11", revision: 17 },
    spec: { commit: "5b1c", trigger: { type: "change" }, with: {}, definitions: [] },
    status: {
      phase: "running",
      queuedAt: "2026-11-22T10:00:00.000Z",
      stages: [{ name: "check", phase: "running", actions }],
      finally: [],
      outputs: {},
    },
  };
}

const running: ActionStatus = {
  name: "unit",
  phase: "running",
  startedAt: "2026-11-22T10:00:00.000Z",
  attempts: [{ number: 1, pod: "check-unit-0a1b2c3d4e-1", runtime: "process", phase: "running", events: [] }],
};

test("an action that moved on has a line, all others none", () => {
  const before = aRunOf(running, { name: "lint", phase: "pending" });
  const ended: ActionStatus = {
    ...running,
    phase: "succeeded",
    endedAt: "2026-11-22T10:00:02.500Z",
    outputs: { passed: 12 },
  };
  const after = aRunOf(ended, { name: "lint", phase: "pending" });

  assert.deepEqual(changeLines(before, after, 0, plain), ["✓ check/unit succeeded after 2.5 s  passed = 12"]);
  assert.deepEqual(changeLines(after, after, 0, plain), []);
});

test("what has not begun yet has no line, and neither has progress", () => {
  const starting = aRunOf({ ...running, phase: "starting" });
  const further = aRunOf({
    ...running,
    attempts: [
      { number: 1, pod: "check-unit-0a1b2c3d4e-1", runtime: "process", phase: "running", progress: 0.5, events: [] },
    ],
  });

  assert.deepEqual(changeLines(undefined, starting, 0, plain), []);
  assert.deepEqual(changeLines(starting, aRunOf(running), 0, plain), ["● check/unit running"]);
  assert.deepEqual(changeLines(aRunOf(running), further, 0, plain), []);
});

test("another attempt has a line of its own", () => {
  const attempt = { pod: "check-unit-0a1b2c3d4e-1", runtime: "process", events: [] } as const;
  const second = aRunOf({
    ...running,
    attempts: [
      { ...attempt, number: 1, phase: "failed" },
      { ...attempt, number: 2, phase: "running" },
    ],
  });

  assert.deepEqual(changeLines(aRunOf(running), second, 0, plain), ["● check/unit running"]);
});
