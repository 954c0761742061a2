import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseFile } from "../../src/definitions/parse-file.ts";
import { component, pipeline, problemsOf } from "./problems-of.ts";

const STAGES = ["stages:", "  - name: build", "    actions:", "      - { name: unit, component: go-test }"];

describe("a file that is as it should be", () => {
  test("says nothing that is another value once it was stored", () => {
    const run =
      "apiVersion: pilotage/v1\nkind: Run\nmetadata: { name: a }\nspec: { pipeline: x, with: { zero: -0 } }\n";

    const [document] = parseFile("b10b", run).documents;

    assert.deepEqual(document?.spec, { pipeline: "x", with: { zero: 0 } });
  });

  test("gives its documents with their names' places and the digests of their specs", () => {
    const run = "apiVersion: pilotage/v1\nkind: Run\nmetadata:\n  name: again\nspec: { pipeline: x }\n";

    const file = parseFile("b10b", `${component("script: make")}---\n${run}`);

    assert.deepEqual(file, {
      blob: "b10b",
      documents: [
        {
          kind: "Component",
          name: "x",
          spec: { script: "make" },
          document: 0,
          line: 3,
          column: 19,
          specDigest: "7d4b84e4416bc3fddb8093e238d5dc2d0bd4ad73938e071a0dfa8b1852426ce6",
        },
        {
          kind: "Run",
          name: "again",
          spec: { pipeline: "x" },
          document: 1,
          line: 10,
          column: 9,
          specDigest: "b702c6ea2da556c7abf54847367311e8ee79ff1a708b4e3ae44ad0b4e16fd1ec",
        },
      ],
      invalid: [],
      problems: [],
    });
  });

  test("may hold nothing at all", () => {
    for (const text of ["", "\n", "# only a comment\n", "---\n---\n", "\ufeff"]) {
      assert.deepEqual(parseFile("blob", text), { blob: "blob", documents: [], invalid: [], problems: [] });
    }
  });

  test("may end its lines as Windows does", () => {
    assert.deepEqual(problemsOf(component("script: |", "  make", "  make test").replaceAll("\n", "\r\n")), []);
  });

  test("keeps a mark of the order of its keys out of the digest", () => {
    const [one, two] = [
      ["image: a", "source: true"],
      ["source: true", "image: a"],
    ].map((spec) => parseFile("blob", component(...spec)).documents[0]?.specDigest);

    assert.equal(one, two);
  });

  test("may hold free keys x-…, which leave no trace, and values that look like them, which do", () => {
    const text = component(
      "image: a",
      "x-note: b",
      "retry: { limit: 1, x-why: c }",
      "inputs: { h: { default: { x-d: 1 } } }",
    );

    const [document] = parseFile("blob", text).documents;

    assert.deepEqual(document?.spec, {
      image: "a",
      retry: { limit: 1 },
      inputs: { h: { default: { "x-d": 1 } } },
    });
  });

  test("may use an anchor in a free key again", () => {
    const text = component("x-env: &env { A: b }", "image: a", "env: *env");

    assert.deepEqual(parseFile("blob", text).documents[0]?.spec, { image: "a", env: { A: "b" } });
  });
});

const cases: readonly { readonly what: string; readonly text: string; readonly problems: readonly string[] }[] = [
  // What is no YAML, or YAML that is not used here.
  {
    what: "a value with a colon",
    text: "message: foo: bar\n",
    problems: ["1:10 yaml-syntax: Nested mappings are not allowed in compact mappings"],
  },
  {
    what: "a bracket that is not closed, once for its line",
    text: "a: [1\nb: 2\n",
    problems: ["2:1 yaml-syntax: Flow sequence in block collection must be sufficiently indented and end with a ]"],
  },
  { what: "a tab", text: "a:\n\t- b\n", problems: ["2:1 yaml-syntax: Tabs are not allowed as indentation"] },
  {
    what: "an alias without anchor",
    text: component("image: *base"),
    problems: ["5:10 yaml-syntax: no value before this is named &base"],
  },
  {
    what: "an alias within its own anchor",
    text: component("image: a", "command: &self [*self]"),
    problems: ["6:19 yaml-syntax: no value before this is named &self"],
  },
  {
    what: "a tag",
    text: component("image: !env HOME"),
    problems: ["5:10 yaml-not-allowed: tags (!name) are not used here"],
  },
  {
    what: "a directive",
    text: `%YAML 1.2\n---\n${component("image: a")}`,
    problems: ["1:1 yaml-not-allowed: directives (%name) are not used here"],
  },
  { what: "a key after ?", text: "? a\n: b\n", problems: ["1:1 yaml-not-allowed: keys are not marked with ?"] },
  {
    what: "a merge key",
    text: component("image: a", "<<: { source: true }"),
    problems: ["6:3 yaml-not-allowed: the key `<<` is not used here"],
  },
  ...["__proto__", "constructor", "prototype", '"\\u005f_proto__"'].map((key) => ({
    what: `the key ${key}`,
    text: component("image: a", `env: { ${key}: b }`),
    problems: [`6:10 yaml-not-allowed: the key \`${key.replace(/^".*"$/, "__proto__")}\` is not used here`],
  })),
  {
    what: "a NUL in a text",
    text: component('image: "a\\0"'),
    problems: ["5:10 yaml-not-allowed: the text holds a character that programs cannot be given"],
  },
  {
    what: "half a character in a text",
    text: component('image: "\\ud83d"'),
    problems: ["5:10 yaml-not-allowed: the text holds a character that programs cannot be given"],
  },
  {
    what: "numbers that JSON cannot keep",
    text: pipeline("outputs: { a: .inf, b: 9007199254740993, c: 0x20000000000001, d: 1e400 }", ...STAGES),
    problems: [
      "5:17 wrong-value: the number .inf cannot be kept as it is",
      "5:26 wrong-value: the number 9007199254740993 cannot be kept as it is",
      "5:47 wrong-value: the number 0x20000000000001 cannot be kept as it is",
      "5:68 wrong-value: the number 1e400 cannot be kept as it is",
    ],
  },
  {
    what: "a key that is there twice",
    text: component("image: a", "image: b"),
    problems: ["6:3 duplicate-key: the key `image` is there twice"],
  },

  // What is none of our documents.
  { what: "a document without kind", text: "a: b\n", problems: ["1:1 missing-key: the document has no `kind`"] },
  { what: "a document that is a list", text: "- 1\n", problems: ["1:1 missing-key: the document has no `kind`"] },
  { what: "a kind that is no text", text: "kind: 3\n", problems: ["1:7 wrong-type: `kind` must be text"] },
  {
    what: "a kind of somebody else's",
    text: "apiVersion: apps/v1\nkind: Deployment\n",
    problems: ['2:7 unknown-kind: the kind "Deployment" is not known'],
  },
  ...["Approval", "Rerun", "Approvers"].map((kind) => ({
    what: `the kind ${kind}`,
    text: `apiVersion: pilotage/v1\nkind: ${kind}\n`,
    problems: [`2:7 not-supported-yet: the kind ${kind} is not supported yet`],
  })),
  {
    what: "a version that is not known",
    text: "apiVersion: pilotage/v2\nkind: Run\n",
    problems: ['1:13 unknown-version: the version "pilotage/v2" is not known'],
  },
  {
    what: "a document that is only begun",
    text: "kind: Component\n",
    problems: [
      "1:1 missing-key: the document lacks `apiVersion`",
      "1:1 missing-key: the document lacks `metadata`",
      "1:1 missing-key: the document lacks `spec`",
    ],
  },

  // What breaks the form.
  {
    what: "an unknown key",
    text: component("image: a", "imge: b"),
    problems: ["6:3 unknown-key: `spec` has no key `imge`"],
  },
  {
    what: "a name that is none",
    text: component("image: a").replace("name: x", "name: Go_Test"),
    problems: ['3:19 wrong-name: `name` must be a name, not "Go_Test"'],
  },
  {
    what: "a name of more than 40 characters",
    text: component("image: a").replace("name: x", `name: ${"a".repeat(41)}`),
    problems: [`3:19 wrong-name: \`name\` must be a name, not "${"a".repeat(41)}"`],
  },
  {
    what: "texts, numbers and lists in each other's place",
    text: component("image: 1.26", "command: go test", "source: yes", "retry: 3", "workingDirectory:", "result: [a]"),
    problems: [
      "5:10 wrong-type: `image` must be text, not a number",
      "6:12 wrong-type: `command` must be a list, not text",
      "7:11 wrong-type: `source` must be true or false, not text",
      "8:10 wrong-type: `retry` must be a mapping, not a whole number",
      "9:3 wrong-type: `workingDirectory` must be text, but is empty",
      "10:11 wrong-type: `result` must be text, not a list",
    ],
  },
  {
    what: "a value that is not one of those allowed",
    text: component("image: a", "result: requierd", "retry: { on: [failed, late, failed] }"),
    problems: [
      '6:11 wrong-value: `result` must be "optional" or "required", not "requierd"',
      '7:16 wrong-value: `on` must not name "failed" twice',
      '7:25 wrong-value: `on[1]` must be "disrupted", "failed", "timeout" or "lost", not "late"',
    ],
  },
  {
    what: "durations without a unit, with a foreign one, and of another type",
    text: component("image: a", "timeout: 10 minutes", "grace: 5", "stopGrace: true", "retry: { backoff: 0 }"),
    problems: [
      '6:12 wrong-value: `timeout` must be a duration, not "10 minutes"',
      "7:10 wrong-value: `grace` must be a duration, not 5",
      "8:14 wrong-type: `stopGrace` must be a duration, not true",
    ],
  },
  {
    what: "numbers beyond their bounds and empty lists",
    text: pipeline("stages: []", "concurrency: { limit: 0 }", "on: { push: { paths: [''] } }"),
    problems: [
      "5:11 wrong-value: `stages` must not be empty",
      "6:25 wrong-value: `limit` must be 1 or more, not 0",
      "7:25 wrong-value: `paths[0]` must not be empty",
    ],
  },
  {
    what: "needs of a wrong form",
    text: pipeline(
      "stages:",
      "- name: s",
      "  actions:",
      "  - { name: a, component: c, needs: [b, { action: b, optinal: true }, 3, B_] }",
    ),
    problems: [
      "8:56 unknown-key: `needs[1]` has no key `optinal`",
      "8:73 wrong-type: `needs[2]` must be text or a mapping, not a whole number",
      '8:76 wrong-name: `needs[3]` must be a name, not "B_"',
    ],
  },
  {
    what: "requests of a wrong form",
    text: [
      "{ apiVersion: pilotage/v1, kind: Run, metadata: { name: a }, spec: { pipeline: p, commit: abc, with: { A: 1 } } }",
      "{ apiVersion: pilotage/v1, kind: Cancel, metadata: { name: a }, spec: { run: release } }",
    ].join("\n---\n"),
    problems: [
      '1:91 wrong-value: `commit` must be a commit, not "abc"',
      '1:104 wrong-name: the key `A` must be a value name, not "A"',
      '3:78 wrong-value: `run` must be a run name, not "release"',
    ],
  },

  // What breaks a rule.
  {
    what: "a component that runs nothing",
    text: component("source: true"),
    problems: ["4:1 missing-key: nothing says what to run"],
  },
  {
    what: "a script beside a command",
    text: component("script: make", "command: [make]"),
    problems: ["5:3 conflicting-keys: `script` and `command` exclude each other"],
  },
  {
    what: "an expression in a script",
    text: component("script: |", "  echo ${{ inputs.name }}"),
    problems: [
      "5:11 expression-in-script: expressions are not used in scripts, where a value would become program text",
    ],
  },
  {
    what: "variables that the engine gives, and names that no variable has",
    text: component("image: a", "env: { CO_X: a, RUN_ID: b, INPUT_A: c, CI: d, 1A: e, COMPANY: f }"),
    problems: [
      "6:10 wrong-name: the variable `CO_X` is given by the engine",
      "6:19 wrong-name: the variable `RUN_ID` is given by the engine",
      "6:30 wrong-name: the variable `INPUT_A` is given by the engine",
      "6:42 wrong-name: the variable `CI` is given by the engine",
      '6:49 wrong-name: the key `1A` must be a variable name, not "1A"',
    ],
  },
  {
    what: "a secret without key, or with a path as its name",
    text: component("image: a", "env: { A: { secret: { name: forge } }, B: { secret: { name: ../x, key: k } } }"),
    problems: ["6:23 missing-key: `secret` lacks `key`", '6:63 wrong-value: `name` must be a secret name, not "../x"'],
  },
  {
    what: "an action with two components, and one with none",
    text: pipeline(
      "stages:",
      "- name: s",
      "  actions:",
      "  - { name: a, component: c, spec: { image: d } }",
      "  - name: b",
    ),
    problems: [
      "8:32 conflicting-keys: `component` and `spec` exclude each other",
      "9:7 missing-key: nothing says what the action runs",
    ],
  },
  {
    what: "a component written in place that breaks the rules of components",
    text: pipeline(
      "stages:",
      "- name: s",
      "  actions:",
      "  - { name: a, spec: { script: 'a ${{ b }}', env: { CI: c }, volumes: [] } }",
    ),
    problems: [
      "8:34 expression-in-script: expressions are not used in scripts, where a value would become program text",
      "8:55 wrong-name: the variable `CI` is given by the engine",
      "8:64 not-supported-yet: `volumes` is not supported yet",
    ],
  },
  {
    what: "stages and actions of the same name, finally included",
    text: pipeline(...STAGES, ...STAGES.slice(1), "finally: [{ name: unit, component: tell }]"),
    problems: [
      "9:13 duplicate-name: another stage of this pipeline is called `build` too",
      "11:19 duplicate-name: another action of this pipeline is called `unit` too",
      "12:21 duplicate-name: another action of this pipeline is called `unit` too",
    ],
  },
  {
    what: "inputs and outputs that can never do what they say",
    text: component(
      "image: a",
      "inputs:",
      "  Foo: {}",
      "  in: {}",
      "  a: { type: strin }",
      "  b: { type: string, pattern: '(?=x)' }",
      "  c: { type: integer, default: many }",
      "  d: { type: array, items: { type: string, minimum: 3 } }",
      "  e: { type: integer, enum: [one, 2] }",
      "  f: { anyOf: [] }",
      "outputs:",
      "  g: { additionalProperties: { type: string, const: 1 } }",
    ),
    problems: [
      '7:5 wrong-name: the key `Foo` must be a value name, not "Foo"',
      '8:5 wrong-name: the key `in` must be a value name, not "in"',
      '9:16 wrong-value: `type` must be "string", "integer", "number", "boolean", "array" or "object", not "strin"',
      '10:33 wrong-value: "(?=x)" is no pattern that is understood here',
      "11:34 wrong-value: the default must be a whole number, not text",
      "12:46 wrong-value: `minimum` is for a whole number or a number, and this is text",
      "13:32 wrong-value: an allowed value must be a whole number, not text",
      "14:10 unknown-key: `f` has no key `anyOf`",
      "16:55 wrong-value: an allowed value must be text, not a whole number",
    ],
  },
];

describe("a file is refused for", () => {
  for (const { what, text, problems } of cases) {
    test(what, () => assert.deepEqual(problemsOf(text), problems));
  }
});

describe("a hint says what to do about", () => {
  const hints: readonly (readonly [what: string, text: string, hint: string])[] = [
    ["a mistyped key", component("image: a", "comand: [a]"), "Did you mean `command`?"],
    ["a key like no other", pipeline(...STAGES, "on: { zebra: 1 }"), "Known here: change, push."],
    ["a mistyped kind", "kind: Pipelin\n", "Did you mean Pipeline?"],
    ["a mistyped value", component("image: a", "result: requierd"), 'Did you mean "required"?'],
    ["a number for a text", component("image: 1.26"), 'Put it in quotes: "1.26".'],
    ["a text for a list", component("command: make"), 'Write it as a list: ["make"].'],
    ["yes and no", component("image: a", "source: yes"), "Write true or false, without quotes."],
    [
      "a duration",
      component("image: a", "timeout: 10"),
      "A length of time: numbers with ms, s, m, h or d; or 0. For example: 10m, 1h30m, 0",
    ],
    [
      "an expression in a script",
      component("script: echo ${{ inputs.a }}"),
      "Declare an input and read its variable, quoted: $INPUT_<NAME>, or all of them as JSON: $EVENT_DATA.",
    ],
  ];
  for (const [what, text, hint] of hints) {
    test(what, () =>
      assert.deepEqual(
        parseFile("blob", text).problems.map((problem) => problem.hint),
        [hint],
      ),
    );
  }
});

describe("what is reserved for later is not supported yet:", () => {
  const inSpec = (keys: readonly string[], text: (key: string) => string) =>
    keys.map((key): [string, string] => [key, text(key)]);
  const inStage = (key: string) =>
    pipeline("stages:", "- name: s", "  actions: [{ name: a, component: b }]", `  ${key}: {}`);
  const inAction = (key: string) => pipeline(`stages: [{ name: s, actions: [{ name: a, component: b, ${key}: {} }] }]`);
  const reserved: readonly (readonly [string, string])[] = [
    ...inSpec(["startTimeout", "receive", "eventData", "volumes", "resources", "kubernetes", "cache"], (key) =>
      component("image: a", `${key}: {}`),
    ),
    ...inSpec(["artifact", "sensitive"], (key) => component("image: a", `inputs: { b: { ${key}: {} } }`)),
    ...inSpec(["artifact", "sensitive"], (key) => component("image: a", `outputs: { b: { ${key}: {} } }`)),
    ...inSpec(["vars", "defaults"], (key) => pipeline(...STAGES, `${key}: {}`)),
    ...inSpec(["schedule", "webhook", "pipeline", "link"], (key) => pipeline(...STAGES, `on: { ${key}: {} }`)),
    ...inSpec(["tags", "branches", "pullRequests"], (key) =>
      pipeline(...STAGES, `on: { push: { paths: [a], ${key}: {} } }`),
    ),
    ...inSpec(["replace", "skip"], (policy) => pipeline(...STAGES, `concurrency: { policy: ${policy} }`)),
    ["approval", inStage("approval")],
    ...inSpec(["matrix", "maxParallel", "approval"], inAction),
    ...inSpec(["manifest", "pipeline"], (key) => inAction(key).replace("component: b, ", "")),
  ];
  for (const [word, text] of reserved) {
    test(word, () => {
      const said = parseFile("blob", text).problems.map(({ code, message }) => `${code}: ${message}`);

      assert.deepEqual(said, [`not-supported-yet: \`${word}\` is not supported yet`]);
    });
  }
});

describe("an invalid document keeps its name, so that it is not taken for a deleted one, where", () => {
  const invalid = (text: string) => parseFile("blob", text).invalid.map(({ kind, name }) => `${kind} ${name}`);

  test("its form is wrong", () => assert.deepEqual(invalid(component("imge: a")), ["Component x"]));
  test("a tag stands in it", () => assert.deepEqual(invalid(component("image: !env A")), ["Component x"]));
  test("its syntax is wrong", () => assert.deepEqual(invalid(component("image: [a")), ["Component x"]));
  test("its syntax is wrong before its name", () => {
    assert.deepEqual(invalid(component("image: a").replace("metadata:", "labels: [\nmetadata:")), ["Component x"]);
  });
  test("no parser may read it", () => {
    const text = `${component("? a")}---\n${pipeline("? b").replace("{ name: x }", "\n  # so called\n  name: 'y'")}`;

    assert.deepEqual(invalid(text), ["Component x", "Pipeline y"]);
  });
  test("another document of its file is sound", () => {
    const file = parseFile("blob", `${component("image: a")}---\n${pipeline("stage: b")}`);

    assert.deepEqual(
      [file.documents.map(({ name }) => name), file.invalid.map(({ kind }) => kind)],
      [["x"], ["Pipeline"]],
    );
  });
  test("no parser may read it, in linear time", () => {
    const start = performance.now();

    assert.deepEqual(invalid(`? a\nmetadata:\n${"metadata: {".repeat(10_000)}\nmetadata:\n${" ".repeat(100_000)}`), []);
    assert.ok(performance.now() - start < 1_000);
  });
  test("but not where its name is none", () => {
    assert.deepEqual(invalid(component("imge: a").replace("name: x", "name: ../x")), []);
  });
});

test("of very many problems the first hundred are told, and how many more there are", () => {
  const keys = Array.from({ length: 150 }, (_, index) => `key${index}: 1`);

  const { problems } = parseFile("blob", component("image: a", ...keys));

  assert.equal(problems.length, 101);
  assert.deepEqual(problems.at(-1), {
    code: "more-problems",
    message: "50 more problems in this file",
    hint: "Mend those above first.",
  });
});
