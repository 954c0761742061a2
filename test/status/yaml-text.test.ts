import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import type { JsonObject } from "../../src/base/json.ts";
import { yamlText } from "../../src/status/yaml-text.ts";
import { anyText } from "./any-text.ts";

test("scalars that belong together stand on one line, everything else below each other", () => {
  const value = {
    kind: "RunStatus",
    metadata: { name: "release-42", revision: 17 },
    uid: "3f9c02ab41d7e8805c11",
    at: "2026-11-22T10:00:00.120Z",
    empty: { with: {}, actions: [] },
    stages: [{ name: "verify", actions: [{ name: "unit", with: { go: "1.26" } }] }],
    list: ["a b", "no", "", 1, null, true],
    message: "unit: exit code 1",
    log: "first\n\n  second: #\n",
  };

  assert.equal(
    yamlText(value),
    `kind: RunStatus
metadata: { name: release-42, revision: 17 }
uid: 3f9c02ab41d7e8805c11
at: 2026-11-22T10:00:00.120Z
empty: { with: {}, actions: [] }
stages:
  - name: verify
    actions:
      - name: unit
        with: { go: "1.26" }
list: [a b, "no", "", 1, null, true]
message: "unit: exit code 1"
log: |
  first

    second: #
`,
  );
});

const texts = fc.oneof(
  anyText,
  fc.string(),
  fc.stringMatching(/^[0-9a-fxob.e+_:-]{1,12}$/),
  fc.stringMatching(/^[-?:,[\]{}#&*!|>'"%@` a\n\t]{1,12}$/),
  fc
    .array(fc.constantFrom("a", " b", "", "- x", "c: d", "---", "...", "\t", "e "), { maxLength: 5 })
    .map((lines) => lines.join("\n")),
  fc.constantFrom(
    "yes",
    "No",
    "NULL",
    "~",
    ".inf",
    ".nan",
    "1_000",
    "0b1",
    "0o7",
    "12e3",
    "1:30",
    "<<",
    "=",
    "\ud800",
    "\u2028",
  ),
);
const objects = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(texts, tie("value"), { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
})).object;

for (const version of ["1.2", "1.1"] as const) {
  test(`what is written is read as the same by YAML ${version}`, () => {
    fc.assert(
      fc.property(objects, (value) => {
        const read = parse(yamlText({ value }), {
          version,
          merge: false,
          customTags: (tags) => tags.filter((tag) => tag !== "timestamp"),
        });

        assert.equal(JSON.stringify(read), JSON.stringify({ value }));
      }),
      { numRuns: 300 },
    );
  });
}
