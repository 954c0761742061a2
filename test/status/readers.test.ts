import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { stringify } from "yaml";
import { readDiagnostics } from "../../src/status/diagnostics-file.ts";
import { readOwner } from "../../src/status/owner-file.ts";
import { summaryOf, summaryOfStatus } from "../../src/status/pipeline-summary.ts";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { renderRun } from "../../src/status/render-run.ts";
import { readRequests, renderRequests } from "../../src/status/requests-file.ts";
import { aFailedRun, aQueuedRun, aSucceededRun, TEN_O_CLOCK } from "./a-run.ts";
import { aStatusInput, written } from "./a-tip.ts";

const readers = { readRunStatus, readPipelineStatus, summaryOf, readRequests, readOwner, readDiagnostics };

const bombs: Readonly<Record<string, string>> = {
  "a thousand explicit keys": "? ".repeat(1_000),
  "nine hundred brackets": "[".repeat(900),
  "aliases of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
  "a tag": "kind: !!js/function x\n",
  "a prototype": "__proto__: { kind: RunStatus }\nkind: RunStatus\n",
  nothing: "",
  "a scalar": "RunStatus",
  "broken YAML": "kind: RunStatus\n  phase: [",
  "two documents": "kind: RunStatus\n---\nkind: RunStatus\n",
};

describe("no reader fails on a text that is no status file:", () => {
  for (const [what, text] of Object.entries(bombs)) {
    test(what, () => {
      for (const read of Object.values(readers)) assert.equal(read(text), undefined);
    });
  }
});

test("twenty thousand keys are answered in linear time", () => {
  assert.equal(readOwner(Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n")), undefined);
});

const run = JSON.parse(JSON.stringify(renderRun(aFailedRun(), { runtimeName: "process", logs: "all" }).status));

test("a run's file in which any value has another type is no status file, and fails nobody", () => {
  for (const [path, value] of leavesOf(run)) {
    const other = typeof value === "string" ? [value] : `x${value}`;
    const read = readRunStatus(stringify(replaced(run, path, other)));

    assert.equal(read, undefined, path.join("."));
  }
});

test("a file that someone formatted anew is still read", () => {
  assert.deepEqual(readRunStatus(stringify(run)), run);
});

test("keys of later versions are left out", () => {
  assert.deepEqual(readRunStatus(stringify({ ...run, later: { a: 1 } })), run);
});

test("any text at all is answered", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const read of Object.values(readers)) read(text);
    }),
  );
});

test("the fates of requests are read as they were written", () => {
  const fates = [
    {
      kind: "Run",
      name: "a",
      digest: "d1",
      commit: "c1",
      at: TEN_O_CLOCK,
      fate: "accepted",
      message: "starts release-1",
      run: "release-1",
    },
    {
      kind: "Cancel",
      name: "b",
      digest: "d2",
      commit: "c1",
      at: 0,
      fate: "refused",
      message: "there is no run x-1; did you mean “x-2”?",
    },
  ] as const;

  const text = renderRequests(new Map(fates.map((fate) => [fate.name, fate])), new Set(), undefined);

  assert.deepEqual(readRequests(text ?? ""), fates);
});

test("the summary of a pipeline is its status with the newest run alone", () => {
  const cursor = { generation: 1, definitionDigest: "d", pathsDigest: null, lastNumber: 3 };
  const waiting = new Map([["release", [{ run: "release-3", for: "a place\nin the group" }]]]);
  const runs = [aSucceededRun({ number: 1 }), aFailedRun({ number: 2 }), aQueuedRun({ number: 3 })];
  const branch = written(new Map(), aStatusInput({ runs, waiting, cursors: new Map([["release", cursor]]) }));
  const text = branch.get("status/pipelines/release/status.yaml") ?? "";

  const whole = readPipelineStatus(text);
  assert.ok(whole);
  assert.deepEqual(summaryOf(text), {
    ...whole,
    status: { ...whole.status, lastRuns: whole.status.lastRuns.slice(0, 1) },
  });
  assert.deepEqual(summaryOfStatus(whole), summaryOf(text));
});

/** Paths of all values that have a type of their own; what components say may be of any. */
function leavesOf(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  if (["with", "outputs", "result"].includes(path.at(-1) ?? "")) return [];
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}
