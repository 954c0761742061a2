import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Cursor, RequestFate } from "../../src/plan/plan.ts";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import { aFailedRun, anEnd, aQueuedRun, aRunningRun, aSucceededRun } from "./a-run.ts";
import { aStatusInput, type Branch, renderOn, written } from "./a-tip.ts";

const EMPTY: Branch = new Map();
const cursor: Cursor = { generation: 3, definitionDigest: "d1", pathsDigest: null, lastNumber: 42 };
const runFile = "status/runs/release/42.yaml";
const pipelineFile = "status/pipelines/release/status.yaml";

/** What is known while release-42 is there. */
function withRun(run: ReturnType<typeof aQueuedRun>, changes: Parameters<typeof aStatusInput>[0] = {}) {
  const look = {
    commit: run.commit,
    standings: [{ pipeline: "release", phase: "active" }] as const,
    diagnostics: [],
    requests: new Set<string>(),
  };
  return aStatusInput({ look, cursors: new Map([["release", cursor]]), runs: [run], ...changes });
}

test("a first commit says who writes, and everything that is known", () => {
  const branch = written(EMPTY, withRun(aFailedRun()));

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
  const input = withRun(aFailedRun(), {
    fates: new Map([["Run/a/1", aFate({ name: "a" })]]),
    waiting: new Map([["release", [{ run: "release-43", for: "a place" }]]]),
  });

  assert.deepEqual(renderOn(written(EMPTY, input), input), { is: "unchanged" });
});

test("on a branch that belongs to people nothing is written outside status/", () => {
  const rendered = renderOn(EMPTY, withRun(aFailedRun(), { ownBranch: false }));

  assert.ok(rendered.is === "change");
  assert.deepEqual(
    [...rendered.files.keys()].filter((path) => !path.startsWith("status/")),
    [],
  );
});

describe("what stands at the tip", () => {
  const tip = written(EMPTY, withRun(aFailedRun({ revision: 17 })));

  test("is never replaced by an older state of the same run", () => {
    const rendered = renderOn(tip, withRun(aRunningRun({ revision: 16 })));

    assert.deepEqual(rendered, { is: "unchanged" });
  });

  test("is replaced by a newer state, and files that it no longer has are removed", () => {
    const actions = { unit: anEnd("succeeded", {}) };
    const after = written(tip, withRun(aSucceededRun({ revision: 18, actions })));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "succeeded");
    assert.equal(after.has("status/runs/release/42/tell.log"), false);
  });

  test("is replaced where it is of another ledger's run of that name", () => {
    const after = written(tip, withRun(aRunningRun({ revision: 2, uid: "0".repeat(20) })));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "running");
  });

  test("is replaced where it is no status file at all", () => {
    const after = written(new Map([...tip, [runFile, "? {"]]), withRun(aRunningRun()));

    assert.equal(readRunStatus(after.get(runFile) ?? "")?.status.phase, "running");
  });

  test("is left alone where another daemon owns the branch", () => {
    const other = { ledger: "ff".repeat(16), repository: "", since: 0, version: "0.1.0" };

    assert.deepEqual(renderOn(tip, withRun(aSucceededRun(), { owner: other })), {
      is: "owned",
      ledger: "a1".repeat(16),
    });
  });

  test("is left alone where nobody can tell who owns the branch", () => {
    const rendered = renderOn(new Map([...tip, ["status/owner.yaml", "owner: me\n"]]), withRun(aSucceededRun()));

    assert.deepEqual(rendered, { is: "owned", ledger: undefined });
  });

  test("keeps its revision while it stays, and takes the next when it changes", () => {
    const again = written(tip, withRun(aSucceededRun({ number: 43 })));

    assert.deepEqual(
      [tip, again].map((branch) => readPipelineStatus(branch.get(pipelineFile) ?? "")?.metadata.revision),
      [1, 2],
    );
    assert.equal(again.get("status/owner.yaml"), tip.get("status/owner.yaml"));
  });
});

describe("the status of a pipeline", () => {
  test("merges runs by number onto those of the tip, newest first", () => {
    const one = written(EMPTY, withRun(aSucceededRun({ number: 1 })));
    const three = written(one, withRun(aFailedRun({ number: 3 })));
    const two = written(three, withRun(aSucceededRun({ number: 2, endedAt: aSucceededRun().queuedAt + 60_060 })));

    const status = readPipelineStatus(two.get(pipelineFile) ?? "")?.status;
    assert.deepEqual(
      status?.lastRuns.map(({ number, phase, seconds }) => [number, phase, seconds]),
      [
        [3, "failed", 12.3],
        [2, "succeeded", 60],
        [1, "succeeded", 2.82],
      ],
    );
    assert.deepEqual(status?.statistics, { runs: 3, succeeded: 2, medianSeconds: 12.3 });
  });

  test("keeps fifty runs", () => {
    const runs = Array.from({ length: 60 }, (_, i) => aQueuedRun({ number: i + 1 }));
    const branch = written(EMPTY, withRun(aQueuedRun(), { runs }));

    const numbers = readPipelineStatus(branch.get(pipelineFile) ?? "")?.status.lastRuns.map(({ number }) => number);
    assert.deepEqual([numbers?.length, numbers?.[0], numbers?.at(-1)], [50, 60, 11]);
  });

  test("follows its cursor, its standing and what its runs wait for, without a run", () => {
    const branch = written(EMPTY, withRun(aSucceededRun()));
    const moved = { ...cursor, generation: 4 };
    const look = {
      commit: "c",
      standings: [{ pipeline: "release", phase: "suspended" }] as const,
      diagnostics: [],
      requests: new Set<string>(),
    };
    const waiting = new Map([["release", [{ run: "release-43", for: "a place in the group release" }]]]);

    const input = aStatusInput({ look, waiting, cursors: new Map([["release", moved]]) });

    const after = readPipelineStatus(written(branch, input).get(pipelineFile) ?? "");
    assert.deepEqual(after?.cursor, moved);
    assert.equal(after?.status.phase, "suspended");
    assert.deepEqual(after?.status.waiting, waiting.get("release"));
  });

  test("stays as it is where nothing is known of it, as when all definitions are gone", () => {
    const branch = written(EMPTY, withRun(aSucceededRun()));

    assert.deepEqual(renderOn(branch, aStatusInput()), { is: "unchanged" });
  });

  test("has no page and no badge before its first run", () => {
    const branch = written(EMPTY, withRun(aQueuedRun(), { runs: [] }));

    assert.deepEqual(
      [...branch.keys()].filter((path) => path.includes("pipelines/")),
      [pipelineFile],
    );
  });

  test("is written for at most 200 pipelines at once where none has a run; the rest comes with the next commits", () => {
    const standings = Array.from({ length: 450 }, (_, i) => ({ pipeline: `p${i}`, phase: "active" as const }));
    const input = aStatusInput({ look: { commit: "c", standings, diagnostics: [], requests: new Set() } });

    let branch = EMPTY;
    const sizes = [1, 2, 3].map(() => {
      branch = written(branch, input);
      return [...branch.keys()].filter((path) => path.startsWith("status/pipelines/")).length;
    });

    assert.deepEqual(sizes, [200, 400, 450]);
    assert.deepEqual(renderOn(branch, input), { is: "unchanged" });
  });
});

test("files of runs beyond those that are kept leave the tree, but never those of a run under way", () => {
  let branch = EMPTY;
  const keep = { keepRuns: 2, underWay: new Set(["release-1"]) };
  for (const number of [1, 2, 3, 4]) branch = written(branch, withRun(aFailedRun({ number }), keep));

  assert.deepEqual(
    [...branch.keys()].filter((path) => /runs\/release\/\d+\.yaml$/.test(path)),
    ["status/runs/release/1.yaml", "status/runs/release/3.yaml", "status/runs/release/4.yaml"],
  );
  assert.equal(
    [...branch.keys()].some((path) => path.startsWith("status/runs/release/2/")),
    false,
  );
});

test("the page of a pipeline shows its newest run, also when an older one is written", () => {
  const branch = written(EMPTY, withRun(aFailedRun({ number: 43 })));
  const after = written(branch, withRun(aSucceededRun({ number: 42 })));

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

describe("the message of a commit", () => {
  const messageOf = (input: ReturnType<typeof aStatusInput>) => {
    const rendered = renderOn(EMPTY, input);
    return rendered.is === "change" ? rendered.message : rendered.is;
  };

  test("says of one run how it went and why", () => {
    assert.equal(
      messageOf(withRun(aFailedRun())),
      `release-42 failed: unit exit-code\n\nPilotage-Run: release-42\nPilotage-Commit: ${"5b1c".repeat(10)}\n`,
    );
  });

  test("names the worst of many runs", () => {
    const runs = [
      aSucceededRun({ number: 1 }),
      aQueuedRun({ number: 2 }),
      aFailedRun({ number: 3 }),
      aRunningRun({ number: 4 }),
    ];

    assert.equal(
      messageOf(withRun(aQueuedRun(), { runs })).split("\n")[0],
      "4 runs: release-3 failed, release-1 succeeded, release-4 running, …",
    );
  });

  test("names the pipeline where nothing ran", () => {
    assert.equal(messageOf(withRun(aQueuedRun(), { runs: [] })).split("\n")[0], "release: active");
  });
});

function emptyLook(commit: string) {
  return { commit, standings: [], diagnostics: [], requests: new Set<string>() };
}

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
