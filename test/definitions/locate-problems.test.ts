import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Place } from "../../src/base/diagnostic.ts";
import { locateProblems } from "../../src/definitions/locate-problems.ts";

const text = `kind: Run
---
kind: Pipeline
spec:
  inputs: { level: { type: string } }
  env:
    A: &a b
    C: *a
  x.y:
  stages:
    - name: build
      actions:
        - { name: unit, with: { go: "1.26" } }
        -
          name: lint
`;

function placeOf(pointer: Place["pointer"], rest: { readonly key?: true; readonly document?: number } = {}): string {
  const place = { document: 1, pointer, ...rest };
  const [problem] = locateProblems(text, [{ path: "a.yaml", blob: "blob", place, code: "c", message: "m" }]);
  return `${problem?.line}:${problem?.column}`;
}

describe("a problem found later has the line and column", () => {
  test("of its value", () => assert.equal(placeOf(["spec", "inputs", "level", "type"]), "5:28"));
  test("of its key", () => assert.equal(placeOf(["spec", "inputs", "level", "type"], { key: true }), "5:22"));
  test("of an item", () => assert.equal(placeOf(["spec", "stages", 0, "actions", 0]), "13:11"));
  test("of an item on its own line", () => assert.equal(placeOf(["spec", "stages", 0, "actions", 1]), "15:11"));
  test("of the key of what stands on lines of its own", () => assert.equal(placeOf(["spec", "stages"]), "10:3"));
  test("of the key of what is empty", () => assert.equal(placeOf(["spec", "x.y"]), "9:3"));
  test("of an alias, not of what it stands for", () => assert.equal(placeOf(["spec", "env", "C", "deeper"]), "8:8"));
  test("of what is around it, where it is not there", () => {
    assert.equal(placeOf(["spec", "stages", 0, "actions", 0, "with", "node"]), "13:31");
    assert.equal(placeOf(["spec", "stages", 0, "actions", 0, "when"], { key: true }), "13:11");
    assert.equal(placeOf(["spec", "nothing", 3, "here"]), "4:1");
    assert.equal(placeOf(["nothing"]), "3:1");
  });
  test("of its document", () => assert.equal(placeOf(["kind"], { document: 0 }), "1:7"));
});

test("a problem keeps what it says, and has no line where its document is not there", () => {
  const said = { path: "a.yaml", code: "c", message: "m", hint: "h" };

  const located = locateProblems(text, [{ ...said, blob: "blob", place: { document: 7, pointer: [] } }]);

  assert.deepEqual(located, [{ file: "a.yaml", code: "c", message: "m", hint: "h" }]);
});

test("a text that no parser may read has no lines", () => {
  const problem = { path: "a.yaml", blob: "blob", place: { document: 0, pointer: [] }, code: "c", message: "m" };

  assert.deepEqual(locateProblems("[".repeat(900), [problem]), [{ file: "a.yaml", code: "c", message: "m" }]);
});
