import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linearPattern } from "../../src/definitions/linear-pattern.ts";

describe("a pattern", () => {
  test("fits anywhere in a text unless it is anchored", () => {
    assert.deepEqual(
      ["xab", "b"].map((text) => linearPattern("a")?.fits(text)),
      [true, false],
    );
    assert.deepEqual(
      ["ab", "xab"].map((text) => linearPattern("^a")?.fits(text)),
      [true, false],
    );
  });

  test("is none with look-around, back-references or an open bracket", () => {
    assert.deepEqual(
      ["(?=a)", "(?<!a)b", "(a)\\1", "(", "[a", "a{2000}"].map(linearPattern),
      new Array(6).fill(undefined),
    );
  });

  test("is none where its repetitions written out have many thousand parts", () => {
    const hostile = [
      "a{1000}".repeat(585),
      "(a{30}){30}".repeat(20),
      "(?:[a-z]|b{9,900}){1,9}",
      "((((a{99}){9})))".repeat(9),
    ];

    assert.deepEqual(hostile.map(linearPattern), new Array(4).fill(undefined));
  });

  test("of the size that people write is one", () => {
    const label = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    const patterns = [
      `^(${label}\\.){0,8}${label}$`,
      "^\\d{4}-\\d{2}-\\d{2}$",
      "^[\\w{}]{1,256}$",
      "\\x{1000}\\Q{999}\\E{3}",
    ];

    for (const pattern of patterns) assert.ok(linearPattern(pattern), pattern);
  });

  test("is not looked for where that would take seconds", () => {
    const hostile = linearPattern("\\pL{999}\\d");

    assert.equal(hostile?.fits(`${"a".repeat(999)}1`), true);
    assert.equal(hostile?.fits(`${"a".repeat(1_000_000)}1`), false);
  });
});
