import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../../../src/cli/terminal/paint.ts";
import { diagnosticLines } from "../../../src/cli/validate/diagnostic-lines.ts";

const source = ["kind: Pipeline", "spec:", "  stages:", "    - name: a", "      actoins: []"].join("\n");

test("a problem is shown with its place, its line, a caret below the word, and the hint", () => {
  const diagnostic = {
    file: "pipelines/a.yaml",
    line: 5,
    column: 7,
    code: "unknown-key",
    message: "unknown key actoins",
    hint: "Did you mean actions?",
  };

  assert.deepEqual(diagnosticLines(diagnostic, source, plain), [
    "pipelines/a.yaml:5:7: unknown-key: unknown key actoins",
    "  5 |       actoins: []",
    "    |       ^^^^^^^",
    "    = Did you mean actions?",
  ]);
});

test("a problem of a file as a whole has no line", () => {
  const diagnostic = { file: "a.yaml", code: "too-large", message: "larger than 256 KiB" };

  assert.deepEqual(diagnosticLines(diagnostic, source, plain), ["a.yaml: too-large: larger than 256 KiB"]);
});

test("a caret stays below its word behind tabs, and where the line ends before it", () => {
  const shown = (text: string, column: number) =>
    diagnosticLines({ file: "a.yaml", line: 1, column, code: "c", message: "m" }, text, plain).slice(1);

  assert.deepEqual(shown("\tkey: value", 7), ["  1 |  key: value", "    |       ^^^^^"]);
  assert.deepEqual(shown("a:", 3), ["  1 | a:", "    |   ^"]);
});

test("escape sequences in a file do not reach the terminal", () => {
  const [, line] = diagnosticLines(
    { file: "a.yaml", line: 1, column: 1, code: "c", message: "m" },
    "\x1b[2Jgone",
    plain,
  );

  assert.equal(line, "  1 | \ufffd[2Jgone");
});
