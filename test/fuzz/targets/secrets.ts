import assert from "node:assert/strict";
import { OperationalError } from "../../../src/base/operational-error.ts";
import { parseSecrets } from "../../../src/secrets/files/secret-table.ts";
import type { Target } from "../target.ts";

const VALUE = "hunter22";
const MESSAGE =
  /^file(:\d+ is no YAML \([A-Z_]+\)|:\d+ has a key that is there already| is not of the form name: \{key: value\})$/;

/** A file of secrets: texts by name and key, or an error that quotes nothing of it. */
export const target: Target = {
  make: (random) => Array.from({ length: random.between(1, 3) }, () => random.pick(LINES)).join(""),
  words: [
    ..."\n|\n  |: |- |? |& |&a |*a |!!str |!x |%YAML 1.2\n|---\n|...\n|[|]|{|}|, |\"|'|#|>-\n|\t|<<: |~|__proto__|null".split(
      "|",
    ),
    "|\n",
    VALUE,
  ],
  read(input) {
    const text = input.toString();
    try {
      for (const [name, keys] of parseSecrets(text, "file")) {
        assert.equal(typeof name, "string");
        for (const [key, value] of keys) assert.deepEqual([typeof key, typeof value], ["string", "string"]);
      }
    } catch (error) {
      if (!(error instanceof OperationalError) || error.code !== "secrets-unreadable") throw error;
      assert.match(error.message, MESSAGE);
      assert.equal(error.cause, undefined);
    }
  },
};

const LINES = [
  `forge: { token: ${VALUE} }\n`,
  "npm:\n  key: |\n    a\n    b\n  no: 0123\n",
  "x: &a { y: z }\nw: *a\n",
  '"a b": {}\n',
];
