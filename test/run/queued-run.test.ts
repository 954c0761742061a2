import assert from "node:assert/strict";
import { test } from "node:test";
import { queuedRun } from "../../src/run/queued-run.ts";
import { aPlan } from "./a-run.ts";

const start = {
  pipeline: "release",
  number: 42,
  commit: "5b1c",
  trigger: { type: "change" },
  with: { level: "full" },
  execution: aPlan({}),
} as const;
const facts = { ledgerId: "a ledger", branch: "main", repository: "file:///srv/release.git", keyId: "k1", at: 7 };

test("a run is accepted with all that is fixed, at revision 1", () => {
  const { uid, ...run } = queuedRun(start, facts);

  assert.match(uid, /^[0-9a-f]{20}$/);
  assert.deepEqual(run, {
    formatVersion: 1,
    pipeline: "release",
    number: 42,
    trigger: { type: "change" },
    commit: "5b1c",
    branch: "main",
    repository: "file:///srv/release.git",
    with: { level: "full" },
    plan: aPlan({}),
    keyId: "k1",
    queuedAt: 7,
    revision: 1,
    phase: "queued",
  });
});

test("a run's uid follows from ledger, pipeline and number alone", () => {
  const { uid } = queuedRun(start, facts);

  assert.equal(queuedRun({ ...start, commit: "aaaa" }, { ...facts, at: 8 }).uid, uid);
  assert.notEqual(queuedRun({ ...start, number: 43 }, facts).uid, uid);
  assert.notEqual(queuedRun(start, { ...facts, ledgerId: "another" }).uid, uid);
});
