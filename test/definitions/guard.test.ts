import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { isMap, isPair, isSeq, type Node } from "yaml";
import { composeYaml } from "../../src/definitions/compose-yaml.ts";
import { guard } from "../../src/definitions/guard.ts";
import { parseFile } from "../../src/definitions/parse-file.ts";
import { textPositions } from "../../src/definitions/text-positions.ts";
import { problemsOf } from "./problems-of.ts";

describe("the guard lets pass", () => {
  const good: readonly (readonly [what: string, text: string])[] = [
    ["lists and mappings 32 deep", "[".repeat(32) + "]".repeat(32)],
    ["32 levels of indentation", Array.from({ length: 32 }, (_, level) => `${" ".repeat(level)}a:\n`).join("")],
    ["20 aliases", `a: &a 1\nb: [${"*a, ".repeat(20)}]`],
    ["256 KiB", `a: ${"x".repeat(256 * 1024 - 3)}`],
    ["signs within texts", "a: '!b'\nc: \"? %d\"\ne: |\n  ? *f\n  %g\nh: i?!*&%\n"],
    ["many short lines at one depth", "- a: 1\n  b: 2\n".repeat(1_000)],
  ];
  for (const [what, text] of good) test(what, () => assert.deepEqual(guard(text).problems, []));
});

const TOO_LONG = "1:1 yaml-too-costly: the file has more than 262144 bytes, and no more are read";

describe("the guard refuses", () => {
  const bad: readonly (readonly [what: string, text: string, problem: string])[] = [
    ["33 brackets", "[".repeat(33), "1:33 yaml-too-costly: values are nested more than 32 deep"],
    ["33 dashes in a line", "- ".repeat(33), "1:65 yaml-too-costly: values are nested more than 32 deep"],
    ["33 colons in a line", "a: ".repeat(33), "1:98 yaml-too-costly: values are nested more than 32 deep"],
    [
      "33 levels of indentation",
      Array.from({ length: 33 }, (_, level) => `${" ".repeat(level)}a:\n`).join(""),
      "33:34 yaml-too-costly: values are nested more than 32 deep",
    ],
    [
      "brackets and indentation that are 33 together",
      `${Array.from({ length: 20 }, (_, level) => `${" ".repeat(level)}-\n`).join("")}${" ".repeat(20)}${"{".repeat(13)}`,
      "21:33 yaml-too-costly: values are nested more than 32 deep",
    ],
    ["pairs in pairs", `[${"a: ".repeat(33)}`, "1:99 yaml-too-costly: values are nested more than 32 deep"],
    [
      "21 aliases",
      `a: &a 1\nb: [${"*a, ".repeat(21)}]`,
      "2:85 yaml-too-costly: the file has more than 20 aliases (*name)",
    ],
    ["more than 256 KiB", "x".repeat(256 * 1024 + 1), TOO_LONG],
    ["more than 256 KiB in fewer characters, which are cut where files are read", "語".repeat(100_000), TOO_LONG],
    [
      "more than 60,000 words and signs",
      "- a\n".repeat(12_000),
      "12000:4 yaml-too-costly: the file has more than 60000 words and signs",
    ],
    ["a ? in a mapping in brackets", "{ ? a : b }", "1:3 yaml-not-allowed: keys are not marked with ?"],
  ];
  for (const [what, text, problem] of bad) test(what, () => assert.deepEqual(problemsOf(text)[0], problem));
});

test("aliases that make a document of more than a million characters are refused", () => {
  const list = '"xxxxxxxxxxxxxxxx", '.repeat(8_000);

  assert.deepEqual(problemsOf(`kind: Run\na: &a [${list}]\nb: &b [*a, *a, *a]\nc: [*b, *b]\n`).slice(-1), [
    "4:9 yaml-too-costly: with its aliases written out the document has more than 1048576 characters",
  ]);
});

/** Pieces of which YAML is made, and broken YAML. */
const pieces = fc.constantFrom(
  ...'a|b:|: |:\n|- |-\n|\n|  |    |{|}|[|]|,|, |\'|"|#c\n|# |&a |*a |!t |%d\n|---\n|...\n|? |"k": |\'k\': |a: |a: b\n|- - |\t|\r\n|\\|x"y|@|`|~'.split(
    "|",
  ),
  "|\n",
  ">-\n  a\n",
);
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

describe("whatever the text is,", () => {
  test("parseFile gives an answer", () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), (text) => {
        assert.equal(parseFile("blob", text).blob, "blob");
      }),
      { numRuns: 500 },
    );
  });

  test("what the guard lets pass is at most twice as deep as it says, for each list in brackets may hold a pair", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, times) => {
        const { trees } = guard(text.repeat(times));
        const documents = composeYaml(trees ?? [], textPositions(""));
        for (const { contents } of documents) assert.ok(depthOf(contents) <= 64);
      }),
      { numRuns: 500 },
    );
  });
});

function depthOf(node: unknown): number {
  if (!isMap(node) && !isSeq(node)) return 0;
  const inner = node.items.flatMap((item: unknown) => (isPair(item) ? [item.key, item.value] : [item]) as Node[]);
  return 1 + Math.max(0, ...inner.map(depthOf));
}
