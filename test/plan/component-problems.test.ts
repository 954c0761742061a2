import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { componentProblems } from "../../src/plan/component-problems.ts";
import { component, definitionsOf } from "./definitions-of.ts";

function problemsOf(spec: string): readonly string[] {
  const definitions = definitionsOf(component("c", spec));
  assert.deepEqual(definitions.diagnostics, []);
  const found = definitions.components.get("c");
  assert.ok(found);
  return componentProblems(found).map(({ path, blob, place, code, message, hint }) => {
    assert.deepEqual([path, blob, place.document], [found.path, found.blob, found.document]);
    return `${place.pointer.join("/")}: ${code}: ${message}${hint === undefined ? "" : ` | ${hint}`}`;
  });
}

const inputs = `inputs: { go: { type: string }, list: { type: array }, tag: { type: string, optional: true } }`;

describe("a component's own expressions are checked, whether anyone uses it or not:", () => {
  test("nothing is wrong with inputs, anywhere", () => {
    const problems = problemsOf(`
      ${inputs}
      image: "golang:\${{ inputs.go }}"
      command: [go, "\${{ inputs.go }}", "\${{ has(inputs.tag) ? inputs.tag : '' }}", "\${{ inputs.list.size() }}"]
      env: { A: "\${{ inputs.go }}", B: 5, C: { secret: { name: a, key: b } }, D: "$\${{ text }}" }
      workingDirectory: "\${{ inputs.go }}/x"
    `);

    assert.deepEqual(problems, []);
  });

  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ["image", "image: 'a:${{ inputs.og }}'", ["spec/image: unknown-name: `inputs` has no `og` | Did you mean go?"]],
    [
      "command",
      "command: [a, '${{ inputs.tag }}']",
      [
        "spec/command/1: may-lack: `inputs.tag` may not be there | Ask first, for example has(inputs.tag) ? inputs.tag : …",
      ],
    ],
    [
      "workingDirectory",
      "workingDirectory: '${{ inputs.go'",
      [
        "spec/workingDirectory: invalid-expression: `${{ inputs.go` has no `}}` | Where a `${{` is meant as text, write `$${{`.",
      ],
    ],
    [
      "env",
      "env: { A: '${{ inputs.list }}', B: '${{ actions.a.phase }}' }",
      [
        'spec/env/A: type-mismatch: `inputs.list` is a list, which cannot stand in a text | Join its items, for example with list.join(", ").',
        "spec/env/B: unknown-name: `actions` cannot be read here | Known here: inputs.",
      ],
    ],
  ];

  for (const [what, spec, problems] of table) {
    test(what, () => {
      const program = /^(image|command):/.test(spec) ? "" : "script: exit 0\n";

      assert.deepEqual(problemsOf(`${program}${inputs}\n${spec}`), problems);
    });
  }
});
