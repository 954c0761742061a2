import assert from "node:assert/strict";
import { test } from "node:test";
import { runLines } from "../../../src/cli/status/run-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { ActionStatus, RunStatus } from "../../../src/status/run-status.ts";

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();

function aRun(status: Partial<RunStatus["status"]>): RunStatus {
  return {
    apiVersion: "pilotage/v1",
    kind: "RunStatus",
    metadata: { name: "release-42", pipeline: "release", number: 42, uid: "3f9c02ab41d7e8805c11", revision: 17 },
    spec: { commit: "5b1c", trigger: { type: "change" }, with: {}, definitions: [] },
    status: { phase: "running", queuedAt: at(0), startedAt: at(1), stages: [], finally: [], outputs: {}, ...status },
  };
}

/** The line of one action, in a run of it alone. */
function lineOf(action: Partial<ActionStatus>): string {
  const actions: ActionStatus[] = [{ name: "unit", phase: "pending", ...action }];
  const lines = runLines(aRun({ stages: [{ name: "check", phase: "running", actions }] }), 10_000, plain);
  return lines[2] ?? "";
}

test("a run under way is a tree of stages and actions, each with how far it is", () => {
  const run = aRun({
    stages: [
      {
        name: "check",
        phase: "succeeded",
        actions: [
          {
            name: "unit",
            component: "node-test",
            phase: "succeeded",
            startedAt: at(1),
            endedAt: at(3.5),
            outputs: { passed: 12 },
          },
          { name: "lint", phase: "succeeded", startedAt: at(1), endedAt: at(1.25), outputs: {} },
        ],
      },
      {
        name: "build",
        phase: "running",
        actions: [
          {
            name: "bundle",
            component: "node-bundle",
            phase: "running",
            startedAt: at(4),
            attempts: [
              {
                number: 1,
                pod: "check-unit-0a1b2c3d4e-1",
                runtime: "process",
                phase: "running",
                progress: 0.4,
                interim: { file: "a" },
                events: [],
              },
            ],
          },
          { name: "push", component: "image-push", phase: "pending", needs: ["bundle"] },
        ],
      },
    ],
    finally: [{ name: "tell", phase: "pending" }],
  });

  assert.deepEqual(runLines(run, 10_000, plain), [
    "● release-42 running for 9.0 s",
    "  ✓ check",
    "    ✓ unit    node-test    2.5 s   passed = 12",
    "    ✓ lint    in place     250 ms",
    "  ● build",
    '    ● bundle  node-bundle  6.0 s   40 %  file = "a"',
    "    · push    image-push           after bundle",
    "  · finally",
    "    · tell    in place",
  ]);
});

test("an ended run says how it ended and what it gives", () => {
  const run = aRun({ phase: "failed", message: "unit: exit code 1", endedAt: at(13.3), outputs: { image: "app:1" } });

  assert.deepEqual(runLines(run, 99_000, plain), [
    "✗ release-42 failed after 12.3 s: unit: exit code 1",
    "",
    "Outputs",
    '  image = "app:1"',
  ]);
});

test("an action that waits says for what", () => {
  assert.equal(lineOf({ phase: "waiting", for: "limit" }), "    ○ unit  in place    waits for a place");
  assert.equal(
    lineOf({ phase: "waiting", for: "retry", until: at(12) }),
    "    ○ unit  in place    tries again in 2.0 s",
  );
});

test("an action that did not succeed says why", () => {
  const reason = { reason: "condition-false" };

  assert.equal(lineOf({ phase: "skipped", ...reason }), "    – unit  in place    condition-false");
});

test("attempts are shown once there are several, each with its end", () => {
  const attempt = { pod: "check-unit-0a1b2c3d4e-1", runtime: "process", events: [], startedAt: at(1) };
  const actions: ActionStatus[] = [
    {
      name: "unit",
      phase: "succeeded",
      startedAt: at(1),
      endedAt: at(9),
      attempts: [
        { ...attempt, number: 1, phase: "failed", reason: "exit-code", message: "exit code 1", endedAt: at(2) },
        { ...attempt, number: 2, phase: "succeeded", endedAt: at(3) },
      ],
    },
  ];
  const lines = runLines(aRun({ stages: [{ name: "check", phase: "succeeded", actions }] }), 10_000, plain);

  assert.deepEqual(lines.slice(2), [
    "    ✓ unit         in place  8.0 s",
    "      ✗ attempt 1            1.0 s  exit-code: exit code 1",
    "      ✓ attempt 2            2.0 s",
  ]);
});

test("escape sequences in a message do not reach the terminal", () => {
  assert.equal(lineOf({ phase: "failed", message: "\x1b[2Jgone" }), "    ✗ unit  in place    \ufffd[2Jgone");
});
