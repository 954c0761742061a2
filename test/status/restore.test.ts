import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { missingFrom, pathsToCompare } from "../../src/status/restore.ts";

const run = (revision: number) =>
  `apiVersion: pilotage/v1\nkind: RunStatus\nmetadata: { name: a-1, revision: ${revision} }\n`;
const before = new Map([
  ["README.md", "b1"],
  ["status/owner.yaml", "b2"],
  ["status/runs/a/1.yaml", "b3"],
  ["status/runs/a/1/unit.log", "b4"],
  ["status/runs/a/2.yaml", "b5"],
]);
const none = { before: new Map(), now: new Map() };

describe("of the last acknowledged tip is written again", () => {
  test("everything where the branch is gone", () => {
    assert.deepEqual(missingFrom(before, new Map(), none, true), [...before.keys()]);
  });

  test("nothing outside status/ where the branch belongs to people", () => {
    assert.deepEqual(missingFrom(before, new Map([["main.go", "b9"]]), none, false), [...before.keys()].slice(1));
  });

  test("nothing where nothing was taken away", () => {
    assert.deepEqual(missingFrom(before, new Map([...before, ["status/new.yaml", "b9"]]), none, true), []);
  });

  test("what stands there in a lower revision, with all that belongs to the same run", () => {
    const now = new Map([...before, ["status/runs/a/1.yaml", "b8"], ["status/runs/a/1/unit.log", "b9"]]);
    const path = "status/runs/a/1.yaml";

    assert.deepEqual(pathsToCompare(before, now), [path]);
    const texts = { before: new Map([[path, run(7)]]), now: new Map([[path, run(6)]]) };
    assert.deepEqual(missingFrom(before, now, texts, true), [path, "status/runs/a/1/unit.log"]);
  });

  test("the page and badge of a pipeline whose status stands there in a lower revision", () => {
    const files = ["status.yaml", "README.md", "badge.svg"].map((file) => `status/pipelines/a/${file}`);
    const [path = ""] = files;
    const texts = { before: new Map([[path, run(7)]]), now: new Map([[path, run(6)]]) };

    const missing = missingFrom(treeOf(files, "old"), treeOf(files, "new"), texts, true);

    assert.deepEqual(missing, files);
  });

  test("the page of a pipeline that is missing beside the same status, but not beside a newer one", () => {
    const [status, page] = ["status/pipelines/a/status.yaml", "status/pipelines/a/README.md"];
    const texts = { before: new Map([[status, run(7)]]), now: new Map([[status, run(107)]]) };
    const tree = treeOf([status, page], "old");

    assert.deepEqual(missingFrom(tree, treeOf([status], "old"), none, true), [page]);
    assert.deepEqual(missingFrom(tree, treeOf([status], "new"), texts, true), []);
  });

  test("nothing that stands there in the same or a higher revision", () => {
    const path = "status/runs/a/1.yaml";
    const texts = { before: new Map([[path, run(7)]]), now: new Map([[path, run(8)]]) };

    assert.deepEqual(missingFrom(before, new Map([...before, [path, "b8"]]), texts, true), []);
  });
});

function treeOf(paths: readonly string[], blob: string): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, `${blob} ${path}`]));
}
