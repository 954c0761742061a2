import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Json } from "../../src/base/json.ts";
import { evaluateCondition, evaluateTemplate } from "../../src/expressions/evaluate-template.ts";
import { readTemplate } from "../../src/expressions/read-template.ts";
import type { Evaluated, ScopeTypes, ScopeValues } from "../../src/expressions/scope.ts";

const types: ScopeTypes = {
  inputs: {
    level: { schema: { type: "string" }, mayLack: false },
    tag: { schema: { type: "string" }, mayLack: true },
    count: { schema: { type: "integer" }, mayLack: false },
    ratio: { schema: { type: "number" }, mayLack: false },
    names: { schema: { type: "array", items: { type: "string" } }, mayLack: false },
    config: { schema: { type: "object" }, mayLack: false },
  },
  actions: {
    unit: { outputs: { passed: { schema: { type: "integer" }, optional: false } }, mayLack: false },
    "go-test": { outputs: { passed: { schema: { type: "integer" }, optional: false } }, mayLack: true },
  },
  run: true,
};

const values: ScopeValues = {
  inputs: {
    level: "full",
    count: 3,
    ratio: 2,
    names: ["a", "bc", "d"],
    config: { url: "https://x", retries: 2, deep: { list: [1, 2.5] }, constructor: 5, __proto__: null },
  },
  actions: {
    unit: { phase: "succeeded", outputs: { passed: 7 } },
    "go-test": { phase: "skipped", outputs: {} },
  },
  run: { id: "release-42", number: 42, commit: "abc", branch: "main", trigger: "change", outcome: "", message: "" },
};

function evaluated(value: Json, on = values): Evaluated {
  const read = readTemplate(value);
  assert.ok(read.ok);
  return evaluateTemplate(read.template, on, types);
}

function valueOfCel(cel: string): Json {
  const result = evaluated(`\${{ ${cel} }}`);
  assert.ok(result.ok, result.ok ? "" : result.message);
  return result.value;
}

function failureOf(cel: string): string {
  const result = evaluated(`\${{ ${cel} }}`);
  assert.ok(!result.ok, `${cel} gave ${JSON.stringify(result)}`);
  return result.message;
}

describe("an expression has the value", () => {
  const table: readonly (readonly [string, Json])[] = [
    ["inputs.level", "full"],
    ["inputs.count", 3],
    ["inputs.count + 1", 4],
    ["inputs.count / 2", 1],
    ["inputs.count % 2", 1],
    ["-inputs.count", -3],
    ["inputs.ratio / 4.0", 0.5],
    ["inputs.ratio > inputs.count", false],
    ["inputs.ratio == 2", true],
    ["1 == 1.0", true],
    ["inputs.config.retries + 1", 3],
    ["inputs.config.deep.list", [1, 2.5]],
    ["inputs.config.deep.list[1]", 2.5],
    ['inputs.config["url"]', "https://x"],
    ["inputs.config.constructor", 5],
    ["inputs.names.size()", 3],
    ["size(inputs.config)", 4],
    ["inputs.names[1]", "bc"],
    ["inputs.names.all(n, n.size() > 0)", true],
    ["inputs.names.all(n, n == 'a')", false],
    ["inputs.names.exists(n, n == 'bc')", true],
    ["inputs.names.exists_one(n, n.size() == 1)", false],
    ["inputs.names.filter(n, n.size() == 1)", ["a", "d"]],
    ["inputs.names.map(n, n + '!')", ["a!", "bc!", "d!"]],
    ["inputs.names.map(n, n.size() > 1, n)", ["bc"]],
    ["inputs.config.exists(k, k == 'url')", true],
    ["inputs.names.map(n, inputs.names.map(m, n + m))[1][2]", "bcd"],
    ["'bc' in inputs.names", true],
    ["'url' in inputs.config", true],
    ["[1, 2] + [3]", [1, 2, 3]],
    ["[1, 2] == [1.0, 2]", true],
    ["{'a': 1} == {'a': 1}", true],
    ["{'a': inputs.count, 'b': null}", { a: 3, b: null }],
    ["inputs.level == 'full' ? 'yes' : 'no'", "yes"],
    ["has(inputs.tag) ? inputs.tag : 'none'", "none"],
    ["has(inputs.level)", true],
    ["has(actions.unit.outputs.passed)", true],
    ['has(actions["go-test"].outputs.passed)', false],
    ["has(inputs.config.nothing)", false],
    ['actions["go-test"].phase', "skipped"],
    ["actions.unit", { phase: "succeeded", outputs: { passed: 7 } }],
    ["actions.unit.outputs.passed * 6", 42],
    ["run.id + '/' + string(run.number)", "release-42/42"],
    ["string(inputs.ratio)", "2"],
    ["int('12') + int(2.9)", 14],
    ["double('1.5') * double(2)", 3],
    ["bool('true')", true],
    ["'Abc'.lowerAscii() + 'Abc'.upperAscii()", "abcABC"],
    ["' a '.trim()", "a"],
    ["'feature/x/y'.replace('/', '-')", "feature-x-y"],
    ["'a,b'.split(',')", ["a", "b"]],
    ["inputs.names.join('-') + inputs.names.join()", "a-bc-dabcd"],
    ["'häuser'.substring(1, 3) + 'abc'.substring(2)", "äuc"],
    ["'😀b'.indexOf('b')", 1],
    ["'😀'.size()", 1],
    ["'v1.2.3'.matches('^v[0-9]+')", true],
    ["'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')", true],
    ["false && inputs.tag == 'x'", false],
    ["inputs.tag == 'x' || true", true],
    ["inputs.names.exists(n, n == 'd' || inputs.tag == n)", true],
    ["'a' < 'b'", true],
    ["!(1 >= 2)", true],
    ["null", null],
  ];

  for (const [cel, value] of table)
    test(`${cel} → ${JSON.stringify(value)}`, () => assert.deepEqual(valueOfCel(cel), value));
});

describe("an expression fails with words, not with an exception:", () => {
  const table: readonly (readonly [string, string])[] = [
    ["inputs.tag", "`inputs.tag` is not there"],
    ["inputs.tag + 'x'", "`inputs.tag + 'x'`: `inputs.tag` is not there"],
    ['actions["go-test"].outputs.passed', "is not there"],
    ["inputs.names[3]", "`inputs.names[3]` is not there: the list has 3 items"],
    ["inputs.names[-1]", "is not there"],
    ["inputs.count / 0", "`inputs.count / 0` divides by zero"],
    ["9223372036854775807 + 1", "9223372036854775808 does not fit into 64 bits"],
    ["9007199254740993", "9007199254740993 is too large a number"],
    ["1.0 / 0.0", "the number is Infinity: was it divided by zero?"],
    ["inputs.config.retries + 'x'", "`+` does not take a whole number and text"],
    ["inputs.config.url.x", "`inputs.config.url` has no `x`"],
    ["has(inputs.count.x)", "`inputs.count` is a whole number, which has no names"],
    ["has(inputs.tag.x)", "`inputs.tag` is not there"],
    ["nothing", "`nothing` is not there"],
    ["int('x')", '"x" is no integer'],
    ["double('')", '"" is no number'],
    ["bool('yes')", '"yes" is neither "true" nor "false"'],
    ["'abc'.substring(4)", "goes beyond the 3 characters"],
    ["inputs.config.retries ? 1 : 2", "is a whole number, where a condition is expected"],
    ["1 +", "cannot be read"],
    ["inputs.names.all(n, inputs.tag == n)", "`inputs.tag` is not there"],
    ["[inputs.config].join()", "join() takes a list of texts"],
  ];

  for (const [cel, message] of table) {
    test(cel, () => assert.ok(failureOf(cel).includes(message), failureOf(cel)));
  }
});

describe("a failure because of a name that is not there is told apart", () => {
  for (const [cel, lacks] of [
    ["inputs.tag", true],
    ["string(actions.unit.outputs.nothing)", true],
    ["inputs.count / 0", undefined],
  ] as const) {
    test(`${cel}: ${lacks}`, () => {
      const result = evaluated(`\${{ ${cel} }}`);

      assert.equal(result.ok ? "it has a value" : result.lacks, lacks);
    });
  }
});

describe("a text with expressions in it", () => {
  test("takes numbers and booleans as JSON", () => {
    const text =
      "${{ inputs.level }}: ${{ inputs.count }} ${{ inputs.ratio }} ${{ 0.1 + 0.2 }} ${{ inputs.count > 1 }}";

    assert.deepEqual(evaluated(text), { ok: true, value: "full: 3 2 0.30000000000000004 true" });
  });

  for (const [cel, kind] of [
    ["null", "null"],
    ["inputs.names", "a list"],
    ["inputs.config", "a mapping"],
  ]) {
    test(`takes no ${kind}`, () => {
      const result = evaluated(`a \${{ ${cel} }}`);

      assert.ok(!result.ok && result.message.includes(`${kind} cannot stand in a text`));
    });
  }
});

test("expressions are evaluated at any depth, and all else stays as it is", () => {
  const value = { a: ["${{ inputs.count }}", 1, { b: "x ${{ inputs.level }}", c: null }], d: "$${{ kept }}" };

  assert.deepEqual(evaluated(value), { ok: true, value: { a: [3, 1, { b: "x full", c: null }], d: "${{ kept }}" } });
});

describe("numbers follow their schema", () => {
  const on = (schema: "integer" | "number" | undefined, value: number, cel: string) =>
    evaluateTemplate(
      { cel },
      { inputs: { x: value } },
      { inputs: { x: { schema: schema ? { type: schema } : {}, mayLack: false } } },
    );

  test("an integer is divided as one", () =>
    assert.deepEqual(on("integer", 7, "inputs.x / 2"), { ok: true, value: 3 }));
  test("a number is divided as one, also where it is whole", () =>
    assert.deepEqual(on("number", 7, "inputs.x / 2.0"), { ok: true, value: 3.5 }));
  test("an undeclared whole number is an integer", () =>
    assert.deepEqual(on(undefined, 7, "inputs.x / 2"), { ok: true, value: 3 }));
  test("an undeclared fraction is a number", () =>
    assert.deepEqual(on(undefined, 7.5, "inputs.x / 2.0"), { ok: true, value: 3.75 }));
});

describe("a condition", () => {
  test("gives true or false", () => {
    assert.deepEqual(evaluateCondition("inputs.count > 2", values, types), { ok: true, value: true });
    assert.deepEqual(evaluateCondition("inputs.count > 3", values, types), { ok: true, value: false });
  });

  test("that gives something else fails", () => {
    assert.deepEqual(evaluateCondition("inputs.count", values, types), {
      ok: false,
      message: "a condition gives true or false",
    });
  });
});

/** An expression that goes over a list of one item within a list of one item, and so on: each adds a name. */
function walksInWalks(innermost: string, depth: number): string {
  return depth === 0 ? innermost : `[1].all(v${depth}, ${walksInWalks(innermost, depth - 1)})`;
}

describe("work is limited:", () => {
  const many: ScopeValues = {
    inputs: {
      items: Array.from({ length: 20_000 }, (_, i) => i),
      text: "ab".repeat(500_000),
      line: "ab".repeat(500),
      table: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`k${i}`, i])),
    },
  };
  const schema: ScopeTypes = {
    inputs: {
      items: { schema: { type: "array", items: { type: "integer" } }, mayLack: false },
      text: { schema: { type: "string" }, mayLack: false },
    },
  };

  test("going over a long array is fine", () => {
    assert.deepEqual(evaluateTemplate({ cel: "inputs.items.all(i, i >= 0)" }, many, schema), { ok: true, value: true });
  });

  for (const cel of [
    "inputs.items.all(a, inputs.items.all(b, a + b >= 0))",
    "inputs.items.exists(a, inputs.items.all(b, inputs.items.exists(c, a > b || c < 0)))",
    "inputs.items.all(a, a in inputs.items)",
    "inputs.items.map(a, inputs.items == inputs.items)",
    "inputs.items.map(a, inputs.text.contains('c'))",
    "inputs.items.map(a, inputs.text).join()",
    "inputs.text.replace('a', inputs.text)",
    "inputs.text.split('').all(a, inputs.text.split('').all(b, true))",
    "inputs.items.map(a, inputs.items + inputs.items)",
    "inputs.items.all(a, inputs.items.all(b, inputs.nothing)) || true",
    "inputs.items.all(a, inputs.table.exists(k, true))",
    "inputs.items.all(a, inputs.line + 'a' != inputs.line)",
    "inputs.items.all(a, inputs.line >= inputs.line)",
    "inputs.items.all(a, inputs.line.matches('[a-z]{999}$'))",
    walksInWalks("inputs.items.all(a, true)", 60),
  ]) {
    test(cel, () => {
      const result = evaluateTemplate({ cel }, many, schema);

      assert.ok(
        !result.ok && /more than 1,000,000 steps|longer than 16 MiB/.test(result.message),
        JSON.stringify(result),
      );
    });
  }

  test("a value nested thousands deep is refused", () => {
    let deep: Json = 1;
    for (let i = 0; i < 20_000; i++) deep = [deep];

    const result = evaluateTemplate({ cel: "inputs.items" }, { inputs: { items: deep } }, {});

    assert.deepEqual(result, { ok: false, message: "`inputs.items`: a value is nested more than 100 deep" });
  });

  test("a pattern that would take for ever by backtracking does not", () => {
    const cel = "inputs.text.matches('^(a|b|ab)*c$')";

    assert.deepEqual(evaluateTemplate({ cel }, many, schema), { ok: true, value: false });
  });
});

test("what failed is said in a few words, however large the value is that it quotes", () => {
  const long = { ...values, inputs: { ...values.inputs, level: "y".repeat(70_000) } };

  const failure = evaluated("${{ int(inputs.level) }}", long);

  assert.ok(!failure.ok && failure.message.length < 700);
  assert.match(failure.message, /^`int\(inputs\.level\)`: "yyy.* … y.*" is no integer$/);
});
