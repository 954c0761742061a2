import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linearPattern } from "../../src/definitions/linear-pattern.ts";

describe("a pattern", () => {
  test("fits anywhere in a text unless it is anchored", () => {
    assert.deepEqual(
      ["xab", "b"].map((text) => linearPattern("a")?.(text)),
      [true, false],
    );
    assert.deepEqual(
      ["ab", "xab"].map((text) => linearPattern("^a")?.(text)),
      [true, false],
    );
  });

  test("is none with look-around, back-references or an open bracket", () => {
    assert.deepEqual(
      ["(?=a)", "(?<!a)b", "(a)\\1", "(", "[a", "a{2000}"].map(linearPattern),
      new Array(6).fill(undefined),
    );
  });
});
