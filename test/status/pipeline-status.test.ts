import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readPipelineStatus } from "../../src/status/read-pipeline-status.ts";
import { aFailedRun, aQueuedRun, aSucceededRun } from "./a-run.ts";
import { A_CURSOR, aStatusInput, aStatusInputWith, type Branch, renderOn, written } from "./a-tip.ts";

const EMPTY: Branch = new Map();
const pipelineFile = "status/pipelines/release/status.yaml";

describe("the status of a pipeline", () => {
  test("merges runs by number onto those of the tip, newest first", () => {
    const one = written(EMPTY, aStatusInputWith(aSucceededRun({ number: 1 })));
    const three = written(one, aStatusInputWith(aFailedRun({ number: 3 })));
    const two = written(
      three,
      aStatusInputWith(aSucceededRun({ number: 2, endedAt: aSucceededRun().queuedAt + 60_060 })),
    );

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
    const branch = written(EMPTY, aStatusInputWith(aQueuedRun(), { runs }));

    const numbers = readPipelineStatus(branch.get(pipelineFile) ?? "")?.status.lastRuns.map(({ number }) => number);
    assert.deepEqual([numbers?.length, numbers?.[0], numbers?.at(-1)], [50, 60, 11]);
  });

  test("shows its cursor in one order of keys, however the ledger keeps them", () => {
    const reversed = Object.fromEntries(Object.entries(A_CURSOR).reverse()) as unknown as typeof A_CURSOR;
    const branches = [A_CURSOR, reversed].map((cursor) =>
      written(EMPTY, aStatusInputWith(aSucceededRun(), { cursors: new Map([["release", cursor]]) })),
    );

    assert.match(branches[0]?.get(pipelineFile) ?? "", /^cursor:\s+\{? ?generation: /m);
    assert.equal(branches[1]?.get(pipelineFile), branches[0]?.get(pipelineFile));
  });

  test("follows its cursor, its standing and what its runs wait for, without a run", () => {
    const branch = written(EMPTY, aStatusInputWith(aSucceededRun()));
    const moved = { ...A_CURSOR, generation: 4 };
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
    const branch = written(EMPTY, aStatusInputWith(aSucceededRun()));

    assert.deepEqual(renderOn(branch, aStatusInput()), { is: "unchanged" });
  });

  test("has no page and no badge before its first run", () => {
    const branch = written(EMPTY, aStatusInputWith(aQueuedRun(), { runs: [] }));

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
