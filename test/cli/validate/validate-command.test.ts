import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pilotageProcess } from "../../fixtures/pilotage-process.ts";
import { createTemporaryFolder } from "../../fixtures/temporary-folder.ts";

const good = `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: hello }
spec:
  stages:
    - name: greet
      actions:
        - { name: hello, component: greet }
`;
const component = `apiVersion: pilotage/v1
kind: Component
metadata: { name: greet }
spec: { script: echo hello }
`;
const bad = good.replace("component: greet", "component: grete").replace("name: hello }", "name: other }");

test("definitions without a problem are 0", async () => {
  await using folder = await createTemporaryFolder({ "pipelines/a.yaml": good, "components/b.yaml": component });

  assert.deepEqual(await pilotageProcess(folder.path, ["validate"]), {
    exitCode: 0,
    out: "✓ 1 pipeline, 1 component: no problem\n",
    err: "",
  });
});

test("every problem stands there with its place, its line and a hint, and the exit code is 1", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": good,
    "pipelines/b.yaml": bad,
    "components/b.yaml": component.replace("hello }", "hello, timeou: 3s }"),
  });

  const { exitCode, out } = await pilotageProcess(folder.path, ["validate"]);

  assert.equal(exitCode, 1);
  assert.deepEqual(out.split("\n").slice(0, 5), [
    "components/b.yaml:4:29: unknown-key: `spec` has no key `timeou`",
    "  4 | spec: { script: echo hello, timeou: 3s }",
    "    |                             ^^^^^^",
    "    = Did you mean `timeout`?",
    "",
  ]);
  assert.match(out, /^pipelines\/a\.yaml:8:37: /m);
  assert.match(out, /^pipelines\/b\.yaml:8:37: /m);
  assert.match(out, /^✗ 2 pipelines, 1 component: 3 problems in 3 files$/m);
});

test("a path limits what is shown, not what is known", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": good,
    "pipelines/b.yaml": bad,
    "components/b.yaml": component,
  });

  const one = await pilotageProcess(folder.path, ["validate", "pipelines/a.yaml"]);
  const other = await pilotageProcess(join(folder.path, "components"), ["validate", "../pipelines"]);

  assert.equal(one.out, "✓ 1 pipeline, 0 components: no problem\n");
  assert.match(other.out, /^\.\.\/pipelines\/b\.yaml:8:37: unknown-component: /);
});

test("a file that lies elsewhere is checked where it is named", async () => {
  await using folder = await createTemporaryFolder({ "draft.yaml": bad });

  const { exitCode, out } = await pilotageProcess(folder.path, ["validate", "draft.yaml"]);

  assert.equal(exitCode, 1);
  assert.match(out, /^draft\.yaml:8:37: unknown-component: /);
});

test("where there is nothing to check, that is wrong use", async () => {
  await using folder = await createTemporaryFolder({ "notes.txt": "" });

  const nothing = await pilotageProcess(folder.path, ["validate"]);
  const nowhere = await pilotageProcess(folder.path, ["validate", "pipelines"]);

  assert.deepEqual([nothing.exitCode, nowhere.exitCode], [64, 64]);
  assert.match(nothing.err, /^pilotage: there are no definitions here\n/);
  assert.match(nowhere.err, /^pilotage: there is no .*pipelines\n/);
});

test("other programs get JSON, asked for by flag or by variable", async () => {
  await using folder = await createTemporaryFolder({ "pipelines/b.yaml": bad });

  const byFlag = await pilotageProcess(folder.path, ["validate", "-o", "json"]);
  const byVariable = await pilotageProcess(folder.path, ["validate"], { PILOTAGE_OUTPUT: "json" });

  assert.equal(byFlag.exitCode, 1);
  assert.equal(byFlag.out, byVariable.out);
  const { valid, checked, diagnostics } = JSON.parse(byFlag.out);
  assert.deepEqual(
    { valid, checked },
    { valid: false, checked: { files: 1, pipelines: 1, components: 0, requests: 0 } },
  );
  assert.deepEqual(
    [diagnostics[0].file, diagnostics[0].line, diagnostics[0].code],
    ["pipelines/b.yaml", 8, "unknown-component"],
  );
});

test("colours are only where a terminal is, or where they are demanded, and never where they are forbidden", async () => {
  await using folder = await createTemporaryFolder({ "pipelines/b.yaml": bad });
  const isColoured = async (environment: Readonly<Record<string, string>>) =>
    (await pilotageProcess(folder.path, ["validate"], environment)).out.includes("\x1b[");

  assert.equal(await isColoured({}), false);
  assert.equal(await isColoured({ FORCE_COLOR: "1" }), true);
  assert.equal(await isColoured({ FORCE_COLOR: "1", NO_COLOR: "1" }), false);
});
