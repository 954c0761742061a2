import assert from "node:assert/strict";
import { assembleDefinitions } from "../../../src/definitions/assemble-definitions.ts";
import { locateProblems } from "../../../src/definitions/locate-problems.ts";
import { parseFile } from "../../../src/definitions/parse-file.ts";
import { preparePipeline } from "../../../src/plan/prepare-pipeline.ts";
import { DEFINITION_WORDS, definitionText } from "../definition-text.ts";
import type { Target } from "../target.ts";

/** The text of a blob, to the definitions in it and all problems with their places. */
export const target: Target = {
  make: (random) => Array.from({ length: random.between(1, 3) }, () => definitionText(random)).join("---\n"),
  words: DEFINITION_WORDS,
  read(input) {
    const text = input.toString();
    const file = parseFile("b1", text);
    const lines = text.split("\n");
    for (const { line = 1, column = 1, message } of file.problems) {
      assert.ok(line >= 1 && line <= lines.length, `line ${line} of ${lines.length}: ${message}`);
      assert.ok(
        column >= 1 && column <= (lines[line - 1] ?? "").length + 1,
        `column ${column} of line ${line}: ${message}`,
      );
    }
    const definitions = assembleDefinitions([{ path: "a.yaml", blob: "b1", mode: "100644" }], new Map([["b1", file]]));
    for (const pipeline of definitions.pipelines.values()) {
      locateProblems(text, preparePipeline(pipeline, definitions).problems);
    }
  },
};
