import assert from "node:assert/strict";
import { test } from "node:test";
import { isDefinitionPath } from "../../src/plan/definition-paths.ts";
import { type PathAndBlob, pathsDigests } from "../../src/plan/paths-digest.ts";

const docs = { path: "docs/a.md", blob: "1" };
const a = { path: "src/a.go", blob: "2" };
const b = { path: "src/b.go", blob: "3" };
const status = { path: "status/runs/a/1.yaml", blob: "4" };
const files: readonly PathAndBlob[] = [docs, a, b, status];
const digest = (entries: readonly PathAndBlob[], globs = ["src/**", "status/**"]) => pathsDigests(entries)(globs);

test("the digest is of what lies under the paths, in any order of the files", () => {
  assert.equal(digest([b, status, a, docs]), digest(files));
  assert.equal(digest([{ ...docs, blob: "9" }, a, b]), digest(files));
});

const changes: readonly (readonly [string, readonly PathAndBlob[]])[] = [
  ["changes", [{ ...a, blob: "9" }, b]],
  ["comes", [a, b, { path: "src/c.go", blob: "9" }]],
  ["goes", [a]],
  ["moves", [a, { ...b, path: "src/c.go" }]],
  [
    "changes places with another",
    [
      { ...a, blob: "3" },
      { ...b, blob: "2" },
    ],
  ],
];
for (const [what, entries] of changes) {
  test(`the digest changes where a file ${what}`, () => {
    assert.notEqual(digest(entries), digest(files));
  });
}

test("what the daemon writes itself is under no paths", () => {
  assert.equal(digest(files, ["**"]), digest(files.slice(0, 3), ["**"]));
});

test("definitions and requests lie in three folders, as YAML", () => {
  const paths = [
    "pipelines/a.yaml",
    "components/x/y.yml",
    "runs/a.yaml",
    "pipelines/a.json",
    "a.yaml",
    "status/pipelines/a.yaml",
  ];

  assert.deepEqual(paths.filter(isDefinitionPath()), paths.slice(0, 3));
  assert.deepEqual(paths.filter(isDefinitionPath(["**/*.yaml"])), ["pipelines/a.yaml", "runs/a.yaml", "a.yaml"]);
});
