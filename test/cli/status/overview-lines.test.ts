import assert from "node:assert/strict";
import { test } from "node:test";
import { overviewLines, pipelineLines } from "../../../src/cli/status/overview-lines.ts";
import { plain } from "../../../src/cli/terminal/paint.ts";
import type { PipelineStatus } from "../../../src/status/pipeline-status.ts";

const now = Date.UTC(2026, 10, 22, 12);
const startedAt = "2026-11-22T10:00:00.000Z";

function aPipeline(name: string, status: Partial<PipelineStatus["status"]>): PipelineStatus {
  return {
    apiVersion: "pilotage/v1",
    kind: "PipelineStatus",
    metadata: { name, revision: 3 },
    status: { phase: "active", waiting: [], statistics: { runs: 0, succeeded: 0 }, lastRuns: [], ...status },
  };
}

const release = aPipeline("release", {
  waiting: [{ run: "release-43", for: "a place in group release" }],
  statistics: { runs: 2, succeeded: 1, medianSeconds: 12.3 },
  lastRuns: [
    { number: 42, phase: "failed", reason: "exit-code", commit: "5b1c2d3e", trigger: "push", startedAt, seconds: 12.3 },
    { number: 41, phase: "succeeded", commit: "0a1b2c3d", trigger: "change", startedAt, seconds: 60 },
  ],
});

test("the overview shows each pipeline with its last run, then what waits and what is wrong", () => {
  const recorded = {
    pipelines: [aPipeline("docs", { phase: "suspended" }), release],
    requests: [],
    diagnostics: [{ file: "pipelines/x.yaml", line: 3, column: 4, code: "unknown-key", message: "unknown key" }],
  };

  assert.deepEqual(overviewLines(recorded, now, plain), [
    "  docs     no run yet                               suspended",
    "✗ release  release-42  failed  2 hours ago  12.3 s  1 of 2 succeeded",
    "",
    "Waiting",
    "  release-43  for a place in group release",
    "",
    "Problems",
    "  pipelines/x.yaml:3:4: unknown-key: unknown key",
  ]);
});

test("a pipeline shows its last runs, the newest first", () => {
  assert.deepEqual(pipelineLines(release, now, plain), [
    "release active: 1 of the last 2 runs succeeded, half of them within 12.3 s",
    "",
    "✗ release-42  failed     2 hours ago  12.3 s   push at 5b1c2d3    exit-code",
    "✓ release-41  succeeded  2 hours ago  1 m 0 s  change at 0a1b2c3",
    "",
    "Waiting",
    "  release-43  for a place in group release",
  ]);
});

test("where nothing was recorded the overview says so", () => {
  assert.deepEqual(overviewLines({ pipelines: [], requests: [], diagnostics: [] }, now, plain), ["No pipelines yet."]);
});
