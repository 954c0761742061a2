import assert from "node:assert/strict";
import { test } from "node:test";
import { heldBack } from "../../src/status/held-back.ts";
import { pipelineStatusPath, runStatusPath } from "../../src/status/status-paths.ts";
import { aQueuedRun } from "./a-run.ts";
import { A_CURSOR, aStatusInput } from "./a-tip.ts";

const run = aQueuedRun();
const fate = { kind: "Run", name: "ask", digest: "d", commit: "c", at: 0, fate: "accepted", message: "" } as const;
const input = aStatusInput({
  cursors: new Map([["release", A_CURSOR]]),
  fates: new Map([
    ["ask", { ...fate, run: "release-42" }],
    ["other", { ...fate, run: "release-41" }],
  ]),
});
const empty = { paths: new Map<string, string>(), summaries: new Map() };

test("what is written together with its run, or after it, is said as it is", () => {
  const together = { ...input, runs: [run] };
  const after = { paths: new Map([[runStatusPath("release", 42), "b1"]]), summaries: new Map() };

  assert.equal(heldBack(together, [run], empty), together);
  assert.equal(heldBack(input, [run], after), input);
});

test("no cursor has moved and no request is carried out for a run that nobody can read of", () => {
  const { cursors, fates } = heldBack(input, [run], empty);

  assert.deepEqual(cursors.get("release"), {
    generation: 0,
    definitionDigest: null,
    pathsDigest: null,
    lastNumber: 41,
  });
  assert.deepEqual([...fates.keys()], ["other"]);
});

test("a cursor that stands there stays, but for the numbers that are taken", () => {
  const atTip = { ...A_CURSOR, generation: 2, lastNumber: 40 };
  const summary = {
    apiVersion: "pilotage/v1",
    kind: "PipelineStatus",
    metadata: { name: "release", revision: 1 },
    cursor: atTip,
    status: { phase: "active", waiting: [], statistics: { runs: 0, succeeded: 0 }, lastRuns: [] },
  } as const;
  const tip = { paths: new Map([[pipelineStatusPath("release"), "b1"]]), summaries: new Map([["b1", summary]]) };

  assert.deepEqual(heldBack(input, [run], tip).cursors.get("release"), { ...atTip, lastNumber: 41 });
});
