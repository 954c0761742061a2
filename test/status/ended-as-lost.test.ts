import assert from "node:assert/strict";
import { test } from "node:test";
import { endedAsLost } from "../../src/status/ended-as-lost.ts";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { aFailedRun, aRunningRun, TEN_O_CLOCK } from "./a-run.ts";
import { aStatusInputWith, written } from "./a-tip.ts";

const RUN = "status/runs/release/42.yaml";
const PIPELINE = "status/pipelines/release/status.yaml";

test("a run that went on is ended as lost, with all that had not ended of it", () => {
  const branch = written(new Map(), aStatusInputWith(aRunningRun({ revision: 7 })));

  const files = endedAsLost(branch, TEN_O_CLOCK + 60_000);

  const { metadata, status } = readRunStatus(files.get(RUN) ?? "") ?? {};
  assert.deepEqual(
    [metadata?.revision, status?.phase, status?.reason, status?.message, status?.endedAt],
    [8, "failed", "lost", "the daemon that ran it is gone", "2026-11-22T10:01:00.000Z"],
  );
  const [unit, lint] = status?.stages[0]?.actions ?? [];
  assert.deepEqual(
    [status?.stages[0]?.phase, unit?.phase, unit?.reason, lint?.phase, lint?.reason, status?.finally[0]?.phase],
    ["failed", "failed", "lost", "skipped", "lost", "skipped"],
  );
  assert.deepEqual(
    unit?.attempts?.map(({ phase, reason }) => [phase, reason]),
    [["failed", "lost"]],
  );
});

test("its pipeline says so too, and keeps its cursor and its other runs", () => {
  const older = written(new Map(), aStatusInputWith(aFailedRun({ number: 41, uid: "0123456789abcdef0123" })));
  const branch = written(older, aStatusInputWith(aRunningRun()));

  const files = endedAsLost(branch, TEN_O_CLOCK + 60_000);

  const [before, after] = [branch, files].map((texts) => readPipelineStatus(texts.get(PIPELINE) ?? ""));
  assert.deepEqual(after?.cursor, before?.cursor);
  assert.deepEqual(
    after?.status.lastRuns.map(({ number, phase, reason }) => [number, phase, reason]),
    [
      [42, "failed", "lost"],
      [41, "failed", "exit-code"],
    ],
  );
  assert.deepEqual([...files.keys()].sort(), [
    "status/pipelines/release/README.md",
    "status/pipelines/release/badge.svg",
    PIPELINE,
    RUN,
  ]);
});

test("its file has its keys where every other run's file has them", () => {
  const files = endedAsLost(written(new Map(), aStatusInputWith(aRunningRun())), TEN_O_CLOCK + 60_000);

  const keys = [...(files.get(RUN) ?? "").matchAll(/^ {0,2}(\w+):/gm)].map(([, key]) => key);
  assert.deepEqual(keys.slice(0, 4), ["apiVersion", "kind", "metadata", "spec"]);
  assert.deepEqual(keys.slice(keys.indexOf("status"), keys.indexOf("queuedAt")), [
    "status",
    "phase",
    "reason",
    "message",
  ]);
});

test("where all runs have ended there is nothing to write", () => {
  assert.equal(endedAsLost(written(new Map(), aStatusInputWith(aFailedRun())), TEN_O_CLOCK + 60_000).size, 0);
});
