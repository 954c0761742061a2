import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Json } from "../../src/base/json.ts";
import { readTemplate, readTextTemplate } from "../../src/expressions/read-template.ts";
import type { Template } from "../../src/expressions/template.ts";

describe("a value is read as a template:", () => {
  const table: readonly (readonly [string, Json, Template])[] = [
    ["a text without expressions", "plain", { value: "plain" }],
    ["an empty text", "", { value: "" }],
    ["a number", 5, { value: 5 }],
    ["nothing", null, { value: null }],
    ["one expression keeps its type", "${{ inputs.x }}", { cel: "inputs.x" }],
    ["an expression without blanks", "${{inputs.x}}", { cel: "inputs.x" }],
    ["an expression in a text", "a ${{ x }} b", { parts: ["a ", { cel: "x" }, " b"] }],
    ["two expressions make a text", "${{ a }}${{ b }}", { parts: [{ cel: "a" }, { cel: "b" }] }],
    ["a line end after an expression makes a text", "${{ a }}\n", { parts: [{ cel: "a" }, "\n"] }],
    ["braces of the expression itself", '${{ {"a": {"b": 1}} }}', { cel: '{"a": {"b": 1}}' }],
    ["braces in a string of the expression", "${{ '}}' + \"}}\" }}", { cel: "'}}' + \"}}\"" }],
    ["a quote behind a backslash", "${{ 'it\\'s }}' }}", { cel: "'it\\'s }}'" }],
    ["a text over lines", '${{ """a "}}" b""" }}', { cel: '"""a "}}" b"""' }],
    ["a dollar more makes it text", "$${{ x }}", { value: "${{ x }}" }],
    ["text and expression beside each other", "$${{ a }} ${{ b }}", { parts: ["${{ a }} ", { cel: "b" }] }],
    ["a dollar before an expression's end", "$a ${{ b }}$", { parts: ["$a ", { cel: "b" }, "$"] }],
    ["a list with an expression", [1, "${{ x }}"], { items: [{ value: 1 }, { cel: "x" }] }],
    ["a list without", [1, "x", ["y"]], { value: [1, "x", ["y"]] }],
    [
      "a mapping with an expression deep in it",
      { a: { b: ["${{ x }}"] }, c: 1 },
      { entries: { a: { entries: { b: { items: [{ cel: "x" }] } } }, c: { value: 1 } } },
    ],
    ["a mapping without", { a: { b: "c" }, d: "$${{" }, { value: { a: { b: "c" }, d: "${{" } }],
  ];

  for (const [what, value, template] of table) {
    test(what, () => assert.deepEqual(readTemplate(value), { ok: true, template }));
  }
});

describe("what cannot be read is a problem with its place:", () => {
  const table: readonly (readonly [
    string,
    Json,
    readonly { pointer: readonly (string | number)[]; message: string }[],
  ])[] = [
    ["no end", "${{ inputs.x }", [{ pointer: [], message: "`${{ inputs.x }` has no `}}`" }]],
    [
      "an end in a string only",
      "${{ 'a }}",
      [{ pointer: [], message: "`${{ 'a }}` has no `}}` outside its strings and braces" }],
    ],
    ["nothing in it", "a ${{ }}", [{ pointer: [], message: "`${{ }}` is empty" }]],
    [
      "several, all at once",
      { a: "${{", b: ["ok", "${{ }}"] },
      [
        { pointer: ["a"], message: "`${{` has no `}}`" },
        { pointer: ["b", 1], message: "`${{ }}` is empty" },
      ],
    ],
  ];

  for (const [what, value, expected] of table) {
    test(what, () => {
      const read = readTemplate(value);

      assert.deepEqual(read.ok ? [] : read.problems.map(({ pointer, message }) => ({ pointer, message })), expected);
    });
  }
});

describe("what must become text never keeps another type:", () => {
  test("one expression", () => {
    assert.deepEqual(readTextTemplate("${{ x }}"), { ok: true, template: { parts: [{ cel: "x" }] } });
  });
  test("a number", () => assert.deepEqual(readTextTemplate(5), { ok: true, template: { value: "5" } }));
  test("a boolean", () => assert.deepEqual(readTextTemplate(true), { ok: true, template: { value: "true" } }));
});
