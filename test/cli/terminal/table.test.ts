import assert from "node:assert/strict";
import { test } from "node:test";
import { colourful } from "../../../src/cli/terminal/paint.ts";
import { table } from "../../../src/cli/terminal/table.ts";

test("columns stand below each other, and no line ends in spaces", () => {
  assert.deepEqual(table([["a", "long cell", "x"], ["long name"], ["b", "", "y"]]), [
    "a          long cell  x",
    "long name",
    "b                     y",
  ]);
});

test("colours do not count as width", () => {
  const [first, second] = table([
    [colourful("red", "ab"), "x"],
    ["abc", "y"],
  ]);

  assert.equal(first, `${colourful("red", "ab")}   x`);
  assert.equal(second, "abc  y");
});
