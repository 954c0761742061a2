import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { sha256 } from "../../src/base/digest.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { renderRun } from "../../src/status/render-run.ts";
import { assertGolden } from "../golden.ts";
import { aFailedRun, anAttempt, anEnd, aQueuedRun, aRunningRun, aStart, aSucceededRun, TEN_O_CLOCK } from "./a-run.ts";
import { anyText } from "./any-text.ts";

const how = { runtimeName: "process", logs: "all" } as const;
const file = "status/runs/release/42.yaml";

const runs: Readonly<Record<string, RunState>> = {
  queued: aQueuedRun({ trigger: { type: "request", request: "nightly-full" } }),
  running: aRunningRun(),
  failed: aFailedRun(),
  succeeded: aSucceededRun(),
  cancelled: aRunningRun({
    outcome: { phase: "cancelled", reason: "cancelled", message: "wrong tag" },
    cancels: [{ by: "Cancel/stop-42/3f9c", reason: "wrong tag", at: TEN_O_CLOCK + 900 }],
    actions: {
      unit: {
        phase: "waiting",
        for: "retry",
        until: TEN_O_CLOCK + 20_000,
        started: aStart({}),
        attempts: [
          anAttempt({
            exit: {
              at: TEN_O_CLOCK + 800,
              signal: "SIGKILL",
              cause: "out-of-memory",
              message: "killed\nby the kernel",
            },
            seal: { phase: "failed", reason: "out-of-memory", at: TEN_O_CLOCK + 850, outputs: {} },
          }),
        ],
      },
      lint: { phase: "waiting", for: "limit", since: TEN_O_CLOCK + 300, attempts: [] },
    },
  }),
};

for (const [name, run] of Object.entries(runs)) {
  test(`the file of a run that is ${name} is as it always was`, () =>
    assertGolden(join(import.meta.dirname, `golden/${name}.yaml`), renderRun(run, how).files.get(file) ?? ""));

  test(`the file of a run that is ${name} is read as what was written`, () => {
    const { status, files } = renderRun(run, how);

    assert.deepEqual(readRunStatus(files.get(file) ?? ""), status);
  });
}

const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<JsonObject[string]>;
const values = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), json) as fc.Arbitrary<JsonObject>;

test("whatever values and messages a run has, its file is read as what was written", () => {
  fc.assert(
    fc.property(values, values, json, anyText, (given, outputs, result, message) => {
      const attempt = anAttempt({ calls: [{ event: "TASK_RESULT", at: TEN_O_CLOCK, result }], interim: outputs });
      const actions = { unit: anEnd("failed", { message, attempts: [attempt] }) };
      const { status, files } = renderRun(aFailedRun({ with: given, outputs, message, actions }), how);

      assert.deepEqual(readRunStatus(files.get(file) ?? ""), JSON.parse(JSON.stringify(status)));
    }),
  );
});

test("an attempt is called as where it runs, and the runtime's words are not said twice", () => {
  const killed = { at: 0, cause: "out-of-memory", message: "killed by the kernel" } as const;
  const seal = (message: string) =>
    ({ phase: "failed", reason: "out-of-memory", message, at: 0, outputs: {} }) as const;
  const attempts = [
    anAttempt({ exit: killed, seal: seal("killed by the kernel") }),
    anAttempt({ number: 2, exit: killed, seal: seal("2 of 7 done") }),
  ];
  const { status } = renderRun(aFailedRun({ actions: { unit: anEnd("failed", { attempts }) } }), how);

  const shown = status.status.stages[0]?.actions[0]?.attempts ?? [];
  const name = (number: number) => `release-unit-${sha256(`${status.metadata.uid}/unit/0`).slice(0, 10)}-${number}`;
  assert.deepEqual(
    shown.map(({ pod, message, clusterMessage }) => ({ pod, message, clusterMessage })),
    [
      { pod: name(1), message: "killed by the kernel", clusterMessage: undefined },
      { pod: name(2), message: "2 of 7 done", clusterMessage: "killed by the kernel" },
    ],
  );
});

test("a value over 4 KiB stands in a file of its own", () => {
  const report = "é".repeat(3_000);
  const { status, files } = renderRun(aSucceededRun({ outputs: { report, rows: [report], small: 1 } }), how);

  const rows = JSON.stringify([report]);
  assert.deepEqual(status.status.outputs, {
    report: { sha256: sha256(report), size: 6_000, type: "text/plain" },
    rows: { sha256: sha256(rows), size: 6_004, type: "application/json" },
    small: 1,
  });
  assert.equal(files.get(`status/runs/release/42/data/${sha256(report)}`), report);
  assert.equal(files.get(`status/runs/release/42/data/${sha256(rows)}`), rows);
});

test("a value that only looks like a reference is put aside, so that a reference always is one", () => {
  const lookalike = { sha256: "x", size: 1, type: "text/plain" };

  const { files } = renderRun(aSucceededRun({ outputs: { lookalike } }), how);

  assert.ok([...files.values()].includes(JSON.stringify(lookalike)));
});

test("the log of the last attempt that has one is kept: up to 64 KiB where it failed, else 4 KiB", () => {
  const tail = "line of ten\n".repeat(5_000);
  const log = { bytes: 1_000_000, tail, outputs: {} };
  const failed = anAttempt({ log, seal: { phase: "failed", at: 0, outputs: {} } });
  const cancelled = anAttempt({ log, seal: { phase: "cancelled", at: 0, outputs: {} } });

  const { status, files } = renderRun(
    aFailedRun({
      actions: {
        unit: anEnd("failed", { attempts: [cancelled, failed, anAttempt()] }),
        lint: anEnd("cancelled", { attempts: [cancelled] }),
      },
    }),
    how,
  );

  const kept = status.status.stages[0]?.actions.map((action) => action.log);
  assert.deepEqual(kept, [
    { path: "status/runs/release/42/unit.log", bytes: 1_000_000, keptBytes: 60_000 },
    { path: "status/runs/release/42/lint.log", bytes: 1_000_000, keptBytes: 4_092 },
  ]);
  assert.equal(files.get("status/runs/release/42/unit.log"), tail);
  assert.equal(files.get("status/runs/release/42/lint.log"), tail.slice(-4_092));
});

for (const [logs, kept] of [
  ["none", []],
  ["failed", ["status/runs/release/42/unit.log"]],
  ["all", ["status/runs/release/42/unit.log", "status/runs/release/42/tell.log"]],
] as const) {
  test(`--logs ${logs} keeps the logs it names`, () => {
    const { files } = renderRun(aFailedRun(), { ...how, logs });

    assert.deepEqual(
      [...files.keys()].filter((path) => path.endsWith(".log")),
      kept,
    );
  });
}
