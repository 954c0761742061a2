import assert from "node:assert/strict";
import { badge } from "../../../src/status/badge.ts";
import { readDiagnostics } from "../../../src/status/diagnostics-file.ts";
import { overview } from "../../../src/status/overview.ts";
import { readOwner } from "../../../src/status/owner-file.ts";
import { pipelineReadme } from "../../../src/status/pipeline-readme.ts";
import { summaryOf } from "../../../src/status/pipeline-summary.ts";
import { readPipelineStatus } from "../../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../../src/status/read-run-status.ts";
import { renderRun } from "../../../src/status/render-run.ts";
import { readRequests } from "../../../src/status/requests-file.ts";
import { isRecorded, revisionOf, saySame } from "../../../src/status/revise.ts";
import { yamlText } from "../../../src/status/yaml-text.ts";
import { aFailedRun, aQueuedRun, aRunningRun, aSucceededRun } from "../../status/a-run.ts";
import { aStatusInputWith, written } from "../../status/a-tip.ts";
import type { Target } from "../target.ts";

const runs = [aQueuedRun(), aRunningRun(), aFailedRun(), aSucceededRun()];
const branch = written(new Map(), aStatusInputWith(aFailedRun()));
const files = [
  ...runs.map((run) => yamlText(renderRun(run, { runtimeName: "process", logs: "all" }).status)),
  ...[...branch].flatMap(([path, text]) => (path.endsWith(".yaml") && text ? [text] : [])),
  "apiVersion: pilotage/v1\nkind: Requests\nmetadata: { revision: 3 }\nrequests:\n  - { kind: Run, name: a, digest: d, commit: c, at: 2026-11-22T10:00:00.000Z, fate: accepted, message: m, run: r-1 }\n",
  "apiVersion: pilotage/v1\nkind: Diagnostics\nmetadata: { revision: 1 }\ncommit: c\ndiagnostics:\n  - { file: a.yaml, line: 3, column: 1, code: x, message: y }\n",
];

/** A file of the status branch, where others may write: read as one of ours or as none, and shown without harm. */
export const target: Target = {
  make: (random) => random.pick(files),
  words: [
    ..."\n|\n  |\n    - |: |- |? |& |&a |*a |!!str |---\n|[|]|{|}|, |\"|'|#|>-\n|\t|<<: |~|.nan|.inf|1e400|-0|0x1f|__proto__|null|true".split(
      "|",
    ),
    ...[
      "|\n",
      "phase: failed",
      "phase: queued",
      "revision: ",
      "lastRuns:",
      "2026-02-30T10:00:00.000Z",
      "</text>",
      "```",
      "\u2028",
      "\ufeff",
    ],
  ],
  read(input) {
    const text = input.toString();
    for (const read of [readRunStatus, readPipelineStatus, readRequests, readOwner, readDiagnostics]) {
      const value = read(text);
      if (value !== undefined) JSON.stringify(value);
    }
    const run = readRunStatus(text);
    if (run) assert.deepEqual(readRunStatus(yamlText(run)), run);
    const pipeline = readPipelineStatus(text);
    if (pipeline) assert.deepEqual(readPipelineStatus(yamlText(pipeline)), pipeline);
    const summary = summaryOf(text);
    const diagnostics = readDiagnostics(text)?.diagnostics ?? [];
    overview({ repository: "r", diagnostics, pipelines: summary ? [summary] : [] });
    if (pipeline) assert.doesNotMatch(badge(pipeline), /<(?!\/?(svg|title|clipPath|rect|g|text)\b)/);
    if (pipeline) pipelineReadme(pipeline, run);
    if (run) pipelineReadme(somePipeline, run);
    assert.ok(Number.isSafeInteger(revisionOf(text)));
    assert.ok(saySame(text, text));
    isRecorded(text, { uid: "3f9c02ab41d7e8805c11", revision: 3 });
  },
};

const somePipeline = readPipelineStatus(branch.get("status/pipelines/release/status.yaml") ?? "") ?? assert.fail();
