import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RequestFate } from "../../src/plan/plan.ts";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { aFailedRun, anEnd, aRunningRun, aSucceededRun } from "./a-run.ts";
import { aStatusInput, aStatusInputWith, type Branch, emptyLook, renderOn, written } from "./a-tip.ts";

const EMPTY: Branch = new Map();
const runFile = "status/runs/release/42.yaml";
const pipelineFile = "status/pipelines/release/status.yaml";

test("a first commit says who writes, and everything that is known", () => {
  const branch = written(EMPTY, aStatusInputWith(aFailedRun()));

  assert.deepEqual([...branch.keys()].sort(), [
    "README.md",
    "status/diagnostics.yaml",
    "status/owner.yaml",
    "status/pipelines/release/README.md",
    "status/pipelines/release/badge.svg",
    "status/pipelines/release/status.yaml",
    "status/runs/release/42.yaml",
    "status/runs/release/42/tell.log",
    "status/runs/release/42/unit.log",
  ]);
});

test("once everything is written, there is nothing to say", () => {
  const input = aStatusInputWith(aFailedRun(), {
    fates: new Map([["Run/a/1", aFate({ name: "a" })]]),
    waiting: new Map([["release", [{ run: "release-43", for: "a place" }]]]),
  });

  assert.deepEqual(renderOn(written(EMPTY, input), input), { is: "unchanged" });
});

test("on a branch that belongs to people nothing is written outside status/", () => {
  const rendered = renderOn(EMPTY, aStatusInputWith(aFailedRun(), { ownBranch: false }));

  assert.ok(rendered.is === "change");
  assert.deepEqual(
    [...rendered.files.keys()].filter((path) => !path.startsWith("status/")),
    [],
  );
});

describe("what stands at the tip", () => {
  const tip = written(EMPTY, aStatusInputWith(aFailedRun({ revision: 17 })));

  test("is never replaced by an older state of the same run", () => {
    const rendered = renderOn(tip, aStatusInputWith(aRunningRun({ revision: 16 })));

    assert.deepEqual(rendered, { is: "unchanged" });
  });

  test("is replaced by a newer state, and files that it no longer has are removed", () => {
    const actions = { unit: anEnd("succeeded", {}) };
    const after = written(tip, aStatusInputWith(aSucceededRun({ revision: 18, actions })));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "succeeded");
    assert.equal(after.has("status/runs/release/42/tell.log"), false);
  });

  test("stays where the newer state has nothing new to say", () => {
    const later = aStatusInputWith(aFailedRun({ revision: 18 }));

    assert.deepEqual(renderOn(tip, later), { is: "unchanged" });
  });

  test("is replaced where it is of another ledger's run of that name", () => {
    const after = written(tip, aStatusInputWith(aRunningRun({ revision: 2, uid: "0".repeat(20) })));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "running");
  });

  test("is replaced where it is no status file at all", () => {
    const after = written(new Map([...tip, [runFile, "? {"]]), aStatusInputWith(aRunningRun()));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "running");
  });

  test("is left alone where another daemon owns the branch", () => {
    const other = { ledger: "ff".repeat(16), repository: "", since: 0, version: "0.1.0" };

    assert.deepEqual(renderOn(tip, aStatusInputWith(aSucceededRun(), { owner: other })), {
      is: "owned",
      ledger: "a1".repeat(16),
    });
  });

  test("is left alone where nobody can tell who owns the branch", () => {
    const rendered = renderOn(
      new Map([...tip, ["status/owner.yaml", "owner: me\n"]]),
      aStatusInputWith(aSucceededRun()),
    );

    assert.deepEqual(rendered, { is: "owned", ledger: undefined });
  });

  test("keeps its revision while it stays, and takes the next when it changes", () => {
    const again = written(tip, aStatusInputWith(aSucceededRun({ number: 43 })));

    assert.deepEqual(
      [tip, again].map((branch) => readPipelineStatus(branch.get(pipelineFile) ?? "")?.metadata.revision),
      [1, 2],
    );
    assert.equal(again.get("status/owner.yaml"), tip.get("status/owner.yaml"));
  });
});

test("files of runs beyond those that are kept leave the tree, but never those of a run under way", () => {
  let branch = EMPTY;
  const keep = { keepRuns: 2, underWay: new Set(["release-1"]) };
  for (const number of [1, 2, 3, 4]) branch = written(branch, aStatusInputWith(aFailedRun({ number }), keep));

  assert.deepEqual(
    [...branch.keys()].filter((path) => /runs\/release\/\d+\.yaml$/.test(path)),
    ["status/runs/release/1.yaml", "status/runs/release/3.yaml", "status/runs/release/4.yaml"],
  );
  assert.equal(
    [...branch.keys()].some((path) => path.startsWith("status/runs/release/2/")),
    false,
  );
});

test("a run that ends beyond those that are kept is written once, and leaves when there is nothing new to say of it", () => {
  const keep = { keepRuns: 1, underWay: new Set<string>() };
  let branch = written(EMPTY, aStatusInputWith(aFailedRun({ number: 2 }), keep));
  const late = aStatusInputWith(aFailedRun({ number: 1, revision: 17 }), keep);
  branch = written(branch, late);
  const after = written(branch, aStatusInputWith(aFailedRun({ number: 1, revision: 18 }), keep));

  assert.deepEqual(
    [branch, after].map((files) => files.has("status/runs/release/1.yaml")),
    [true, false],
  );
});

test("the page of a pipeline shows its newest run, also when an older one is written", () => {
  const branch = written(EMPTY, aStatusInputWith(aFailedRun({ number: 43 })));
  const after = written(branch, aStatusInputWith(aSucceededRun({ number: 42 })));

  assert.match(after.get("status/pipelines/release/README.md") ?? "", /## release-43: failed/);
});

test("problems that stay the same keep the commit at which they came, so that not every commit has its echo", () => {
  const diagnostics = [{ file: "pipelines/a.yaml", line: 3, code: "unknown-key", message: "no such key" }];
  const at = (commit: string) => aStatusInput({ look: { ...emptyLook(commit), diagnostics } });
  const branch = written(EMPTY, at("c1"));

  assert.deepEqual(renderOn(branch, at("c2")), { is: "unchanged" });
  assert.match(branch.get("status/diagnostics.yaml") ?? "", /^commit: c1$/m);
});

test("requests stay while their document exists, and a thousand after", () => {
  const fates = new Map(
    Array.from({ length: 1_010 }, (_, i) => [`Run/r${i}/d`, aFate({ name: `r${i}`, at: i })] as const),
  );
  const look = { ...emptyLook("c"), requests: new Set(["Run/r0/d"]) };

  const text = written(EMPTY, aStatusInput({ fates, look })).get("status/requests.yaml") ?? "";

  const names = [...text.matchAll(/name: (r\d+)/g)].map(([, name]) => name);
  assert.deepEqual([names.length, names[0], names.at(-2), names.at(-1)], [1_001, "r1009", "r10", "r0"]);
});

function aFate(changes: Partial<RequestFate>): RequestFate {
  return {
    kind: "Run",
    name: "nightly",
    digest: "d",
    commit: "c",
    at: 0,
    fate: "accepted",
    message: "starts release-42",
    run: "release-42",
    ...changes,
  };
}
