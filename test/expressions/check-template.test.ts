import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Json } from "../../src/base/json.ts";
import type { ValueSchema } from "../../src/definitions/types.generated.ts";
import { checkCondition, checkTemplate } from "../../src/expressions/check-template.ts";
import type { ExpressionProblem } from "../../src/expressions/expression-problem.ts";
import { readTemplate } from "../../src/expressions/read-template.ts";
import type { ScopeTypes } from "../../src/expressions/scope.ts";

const scope: ScopeTypes = {
  inputs: {
    level: { schema: { type: "string", enum: ["quick", "full"] }, mayLack: false },
    name: { schema: { type: "string" }, mayLack: false },
    tag: { schema: { type: "string" }, mayLack: true },
    count: { schema: { type: "integer" }, mayLack: false },
    ratio: { schema: { type: "number" }, mayLack: false },
    dry: { schema: { type: "boolean" }, mayLack: false },
    names: { schema: { type: "array", items: { type: "string" } }, mayLack: false },
    things: {
      schema: { type: "array", items: { type: "object", properties: { size: { type: "integer" } } } },
      mayLack: false,
    },
    config: {
      schema: { type: "object", properties: { url: { type: "string" }, port: { type: "integer" } } },
      mayLack: false,
    },
    labels: { schema: { type: "object", additionalProperties: { type: "string" } }, mayLack: false },
    free: { schema: {}, mayLack: false },
  },
  actions: {
    unit: {
      outputs: {
        passed: { schema: { type: "integer" }, optional: false },
        note: { schema: { type: "string" }, optional: true },
      },
      mayLack: false,
    },
    "go-test": { outputs: { passed: { schema: { type: "integer" }, optional: false } }, mayLack: true },
  },
  run: true,
};

function problemsOf(value: Json, expected?: ValueSchema, on = scope): readonly ExpressionProblem[] {
  const read = readTemplate(value);
  assert.ok(read.ok);
  return checkTemplate(read.template, on, expected);
}

const said = ({ code, message, hint }: Omit<ExpressionProblem, "pointer">) =>
  `${code}: ${message}${hint === undefined ? "" : ` | ${hint}`}`;

describe("nothing is wrong with", () => {
  for (const cel of [
    "inputs.count + 1",
    "inputs.ratio * 2.0",
    "inputs.ratio > inputs.count",
    "inputs.ratio == 1",
    "inputs.names.all(n, n.startsWith('a'))",
    "inputs.things.exists(t, t.size > 3)",
    "inputs.things.map(t, t.size).filter(s, s > 1)",
    "inputs.config.exists(key, key == 'url')",
    "'url' in inputs.config",
    "'a' in inputs.labels ? inputs.labels['a'] : 'b'",
    "inputs.labels.anything + 'x'",
    "inputs.free.whatever[0] + 1",
    "inputs.free + 'x'",
    "has(inputs.tag) ? inputs.tag : 'none'",
    "has(inputs.tag) && inputs.tag == 'x'",
    "!has(inputs.tag) || inputs.tag == 'x'",
    "!(has(inputs.tag) && inputs.count > 1) ? '' : inputs.tag",
    "inputs.count > 1 && has(inputs.tag) ? inputs.tag : ''",
    "has(inputs.tag) ? inputs.tag : null",
    'has(actions["go-test"].outputs.passed) ? actions["go-test"].outputs.passed : 0',
    'has(actions["go-test"].outputs.passed) && actions["go-test"].outputs.passed > 0',
    'actions["go-test"].phase == "failed"',
    "actions.unit.outputs.passed > 0",
    "has(actions.unit.outputs.note) ? actions.unit.outputs.note : ''",
    "inputs.level == 'full'",
    "inputs.level in ['full', 'other']",
    "run.id + run.branch + string(run.number) + run.outcome",
    "run.branch.replace('/', '-').lowerAscii()",
    "inputs.names + ['x']",
    "[1, 'a', null]",
    "{'a': 1}['a']",
    "inputs.free == null",
    "inputs.name.matches('^v[0-9]+$')",
    "inputs",
    "actions.unit.outputs",
  ]) {
    test(cel, () => assert.deepEqual(problemsOf(`\${{ ${cel} }}`).map(said), []));
  }
});

describe("a mistake is named", () => {
  const table: readonly (readonly [string, string])[] = [
    ["inputs.leve", "unknown-name: `inputs` has no `leve` | Did you mean level?"],
    ["inptus.level", "unknown-name: `inptus` is not known | Did you mean inputs?"],
    ["whatever", "unknown-name: `whatever` is not known | Known here: inputs, actions, run."],
    ["inputs.things[0].sze", "unknown-name: `inputs.things[0]` has no `sze` | Did you mean size?"],
    ["inputs.config.nothing", "unknown-name: `inputs.config` has no `nothing` | It has url, port."],
    ["actions.unti.phase", "unknown-name: `actions` has no `unti` | Did you mean unit?"],
    ["actions.unit.outputs.pased", "unknown-name: `actions.unit.outputs` has no `pased` | Did you mean passed?"],
    ["actions.unit.outcome", "unknown-name: `actions.unit` has no `outcome` | It has phase, outputs."],
    [
      "actions[inputs.name].phase",
      'invalid-expression: after `actions` the name of an action is written out | For example actions.unit, or actions["go-test"].',
    ],
    ["vars.x", "not-supported-yet: `vars` is not supported yet | Known here: inputs, actions, run."],
    ["event.ref", "not-supported-yet: `event` is not supported yet | Known here: inputs, actions, run."],
    ["matrix.go", "not-supported-yet: `matrix` is not supported yet | Known here: inputs, actions, run."],
    ["inputs.tag", "may-lack: `inputs.tag` may not be there | Ask first, for example has(inputs.tag) ? inputs.tag : …"],
    [
      "has(inputs.tag) || inputs.tag == 'x'",
      "may-lack: `inputs.tag` may not be there | Ask first, for example has(inputs.tag) ? inputs.tag : …",
    ],
    [
      "has(inputs.tag) ? 'x' : inputs.tag",
      "may-lack: `inputs.tag` may not be there | Ask first, for example has(inputs.tag) ? inputs.tag : …",
    ],
    [
      "actions.unit.outputs.note",
      "may-lack: `actions.unit.outputs.note` may not be there | Ask first, for example has(actions.unit.outputs.note) ? actions.unit.outputs.note : …",
    ],
    [
      "inputs.count + 'x'",
      "type-mismatch: `inputs.count + 'x'`: `+` does not take a whole number and text | string(…) turns a value into text.",
    ],
    [
      "inputs.ratio + 1",
      "type-mismatch: `inputs.ratio + 1`: `+` does not take a number and a whole number | double(…) and int(…) turn one into the other; the number 1 is written 1.0.",
    ],
    ["inputs.dry + true", "type-mismatch: `inputs.dry + true`: `+` does not take true or false and true or false"],
    ["inputs.name > 1", "type-mismatch: `inputs.name > 1`: `>` does not take text and a whole number"],
    ["inputs.name == 1", "type-mismatch: `inputs.name == 1`: `==` does not take text and a whole number"],
    [
      "inputs.name == null",
      "type-mismatch: `inputs.name == null`: `==` does not take text and null | Nothing declared is null; has() asks whether something is there.",
    ],
    [
      "inputs.level == 'ful'",
      'type-mismatch: `inputs.level == \'ful\'`: it is never "ful", but one of "quick", "full" | Did you mean full?',
    ],
    [
      "run.outcome != 'success'",
      'type-mismatch: `run.outcome != \'success\'`: it is never "success", but one of "", "succeeded", "failed", "cancelled"',
    ],
    ["1 in inputs.names", "type-mismatch: `1 in inputs.names`: `in` does not take a whole number and a list of texts"],
    ["inputs.name.x", "type-mismatch: `inputs.name` is text and has no `x`"],
    ["inputs.name[0]", "type-mismatch: `inputs.name` is text: `[…]` reads lists and mappings"],
    ["inputs.names['a']", "type-mismatch: `inputs.names` is a list of texts and has no `a`"],
    ["inputs.names[inputs.name]", "type-mismatch: `inputs.name` is text: a list is read by a whole number"],
    ["inputs.labels[inputs.count]", "type-mismatch: `inputs.count` is a whole number: a mapping is read by text"],
    ["inputs.count ? 1 : 2", "type-mismatch: `inputs.count` is a whole number: before `?` stands a condition"],
    [
      "inputs.dry ? 1 : 'a'",
      "type-mismatch: `inputs.dry ? 1 : 'a'` is a whole number or text | Both sides of `:` must be of one type.",
    ],
    ["inputs.count && true", "type-mismatch: `inputs.count` is a whole number: `&&` and `||` join conditions"],
    ["!inputs.name", "type-mismatch: `inputs.name` is text: `!` turns a condition round"],
    ["-inputs.name", "type-mismatch: `inputs.name` is text and has no negative"],
    [
      "inputs.count.all(x, true)",
      "type-mismatch: `inputs.count` is a whole number: `all` goes over a list, or the keys of a mapping",
    ],
    [
      "inputs.names.all(n, n.size())",
      "type-mismatch: `n.size()` is a whole number: `all` asks a condition of each item",
    ],
    ["inputs.names.all(n, n > 1)", "type-mismatch: `n > 1`: `>` does not take text and a whole number"],
    ["inputs.names.all(run, true)", "invalid-expression: `run` cannot name the items of `all`: it has a meaning"],
    ["inputs.names.map(n, n) == n", "unknown-name: `n` is not known | Known here: inputs, actions, run."],
    ["inputs.name.contans('x')", "unknown-name: there is no function `contans` | Did you mean contains?"],
    [
      "startsWith(inputs.name, 'x')",
      "unknown-name: there is no function `startsWith` | It is written value.startsWith(…).",
    ],
    ["inputs.count.string()", "unknown-name: there is no function `string` | It is written string(…)."],
    [
      "timestamp('x')",
      "unknown-name: there is no function `timestamp` | There are size, string, int, double, bool, has.",
    ],
    [
      "inputs.count.contains('x')",
      "type-mismatch: `inputs.count.contains('x')`: `contains` does not take (a whole number, text) | It takes (text, text).",
    ],
    [
      "inputs.name.contains()",
      "type-mismatch: `inputs.name.contains()`: `contains` does not take (text) | It takes (text, text).",
    ],
    [
      "inputs.name.matches('[a')",
      "invalid-expression: `'[a'` is no pattern | It is a regular expression of RE2: without look-around and back-references.",
    ],
    [
      "inputs.name.matches('(?=a)')",
      "invalid-expression: `'(?=a)'` is no pattern | It is a regular expression of RE2: without look-around and back-references.",
    ],
    ["inputs.name.matches(inputs.name)", "invalid-expression: the pattern of `matches` is written out as a text"],
    ["{1: 'a'}", "type-mismatch: `1` is a whole number: a key is a string"],
  ];

  for (const [cel, problem] of table)
    test(cel, () => assert.deepEqual(problemsOf(`\${{ ${cel} }}`).map(said), [problem]));
});

test("a name with a dash, written as a difference, is named with what to write", () => {
  assert.equal(
    problemsOf("${{ actions.go-test.outputs.passed }}").map(said)[0],
    'unknown-name: `actions` has no `go` | A name with a dash is written actions["go-test"].',
  );
});

describe("what is no expression is named", () => {
  const table: readonly (readonly [string, string])[] = [
    [
      "inputs.count = 3",
      "invalid-expression: `inputs.count = 3` cannot be read: Unexpected character: =, at character 14 | `==` compares.",
    ],
    [
      "inputs.dry & true",
      "invalid-expression: `inputs.dry & true` cannot be read: Unexpected character: &, at character 12 | `&&` means and.",
    ],
    ["(inputs.count", "invalid-expression: `(inputs.count` cannot be read: Expected `)`, got the end, at character 14"],
    ["inputs.", "invalid-expression: `inputs.` cannot be read: Expected a name, got the end, at character 8"],
    ["'abc", "invalid-expression: `'abc` cannot be read: Unterminated string, at character 1"],
    [
      "1u",
      'invalid-expression: bytes and unsigned integers are not supported | Write a text as "…" and an integer as 1.',
    ],
    ["has(inputs)", "invalid-expression: has() asks for one name after a dot | For example has(inputs.tag)."],
    [
      "inputs.names.all(n)",
      "invalid-expression: all() takes a name for each item and what to say of it | For example list.all(item, item > 0).",
    ],
    [`${"(".repeat(300)}1${")".repeat(300)}`, "invalid-expression"],
    [`${"!".repeat(4_000)}inputs.dry`, "invalid-expression: the expression is nested too deeply"],
    [`1${" + 1".repeat(900)}`, "invalid-expression: the expression is nested too deeply"],
    [`[${"1, ".repeat(1_200)}1]`, "invalid-expression"],
    ["1 + ".repeat(2_000), "invalid-expression: an expression has at most 4096 characters, this one 8000"],
  ];

  for (const [cel, problem] of table) {
    test(cel.slice(0, 60), () => {
      const [first, ...more] = checkCondition(cel, scope);

      assert.ok(first && said(first).startsWith(problem), first && said(first));
      assert.deepEqual(more, []);
    });
  }
});

describe("a part of the scope that is not there", () => {
  test("is named as such", () => {
    assert.deepEqual(problemsOf("${{ actions.unit.phase }}", undefined, { inputs: {} }).map(said), [
      "unknown-name: `actions` cannot be read here | Known here: inputs.",
    ]);
  });

  test("is told from one that will come", () => {
    assert.deepEqual(problemsOf("${{ vars.x }}", undefined, {}).map(said), [
      "not-supported-yet: `vars` is not supported yet | No name is known here.",
    ]);
  });
});

describe("what is expected is compared:", () => {
  const ok: readonly (readonly [string, Json, ValueSchema])[] = [
    ["a whole number where a number is expected", "${{ inputs.count }}", { type: "number" }],
    ["an enum within an enum", "${{ inputs.level }}", { type: "string", enum: ["quick", "full", "other"] }],
    [
      "any text where an enum is expected, which only the value can tell",
      "${{ inputs.name }}",
      { type: "string", enum: ["a"] },
    ],
    ["anything where nothing is declared", "${{ inputs.things }}", {}],
    ["something undeclared", "${{ inputs.free }}", { type: "integer" }],
    ["text", "a ${{ inputs.count }}", { type: "string" }],
    ["a list", ["${{ inputs.name }}", "b"], { type: "array", items: { type: "string" } }],
    ["a mapping", { url: "${{ inputs.name }}" }, { type: "object", properties: { url: { type: "string" } } }],
    ["a value", 5, { type: "integer" }],
    ["nothing, where an input may be left out", "${{ has(inputs.tag) ? inputs.tag : null }}", { type: "string" }],
  ];
  for (const [what, value, expected] of ok) test(what, () => assert.deepEqual(problemsOf(value, expected), []));

  const wrong: readonly (readonly [string, Json, ValueSchema, readonly string[]])[] = [
    [
      "a whole number is no text",
      "${{ inputs.count }}",
      { type: "string" },
      [
        ": type-mismatch: `inputs.count` is a whole number, where text is expected | string(inputs.count) turns it into text.",
      ],
    ],
    [
      "text is no whole number",
      "${{ inputs.name }}",
      { type: "integer" },
      [
        ": type-mismatch: `inputs.name` is text, where a whole number is expected | int(inputs.name) turns it into an integer.",
      ],
    ],
    [
      "an enum beyond an enum",
      "${{ inputs.level }}",
      { type: "string", enum: ["quick"] },
      [": type-mismatch: `inputs.level` is text, where text is expected | Expected is one of quick."],
    ],
    [
      "a list of other items",
      "${{ inputs.names }}",
      { type: "array", items: { type: "integer" } },
      [": type-mismatch: `inputs.names` is a list of texts, where a list of whole numbers is expected"],
    ],
    ["text is no list", "a ${{ inputs.name }}", { type: "array" }, [": type-mismatch: must be a list, not text"]],
    ["a list is no text", ["${{ inputs.name }}"], { type: "string" }, [": type-mismatch: must be text, not a list"]],
    [
      "an item",
      ["a", "${{ inputs.count }}", 5],
      { type: "array", items: { type: "string" } },
      [
        "1: type-mismatch: `inputs.count` is a whole number, where text is expected | string(inputs.count) turns it into text.",
        "2: type-mismatch: must be text, not a whole number",
      ],
    ],
    [
      "keys of a mapping",
      { url: "${{ inputs.count }}", more: "${{ inputs.name }}" },
      { type: "object", properties: { url: { type: "string" } }, required: ["port"], additionalProperties: false },
      [
        ": type-mismatch: lacks `port`",
        ": type-mismatch: has no key `more`",
        "url: type-mismatch: `inputs.count` is a whole number, where text is expected | string(inputs.count) turns it into text.",
      ],
    ],
    ["a value", "x", { type: "integer" }, [": type-mismatch: must be a whole number, not text"]],
    [
      "a list in a text",
      "a ${{ inputs.names }}",
      {},
      [
        ': type-mismatch: `inputs.names` is a list of texts, which cannot stand in a text | Join its items, for example with list.join(", ").',
      ],
    ],
  ];
  for (const [what, value, expected, problems] of wrong) {
    test(what, () => {
      const found = problemsOf(value, expected).map((problem) => `${problem.pointer.join("/")}: ${said(problem)}`);

      assert.deepEqual(found, problems);
    });
  }
});

describe("a condition", () => {
  test("gives true or false", () => assert.deepEqual(checkCondition("inputs.count > 1", scope), []));

  test("that gives something else is a mistake", () => {
    assert.deepEqual(checkCondition("inputs.count", scope).map(said), [
      "type-mismatch: `inputs.count` is a whole number, where a condition is expected",
    ]);
  });

  test("stands without braces", () => {
    assert.deepEqual(checkCondition("${{ inputs.dry }}", scope).map(said), [
      "invalid-expression: `${{ inputs.dry }}` is not an expression | A condition is an expression as it is: leave the braces away.",
    ]);
  });
});
