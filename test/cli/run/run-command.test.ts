import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pilotageProcess } from "../../fixtures/pilotage-process.ts";
import { createTemporaryFolder } from "../../fixtures/temporary-folder.ts";

/** A pipeline of one stage whose actions are scripts. */
function pipeline(name: string, scripts: { readonly [action: string]: string }, rest = ""): string {
  const actions = Object.entries(scripts).map(
    ([action, script]) => `        - { name: ${action}, spec: { script: ${JSON.stringify(script)} } }`,
  );
  return `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: ${name} }
spec:
  stages:
    - name: only
      actions:
${actions.join("\n")}
${rest}`;
}

test("a run that succeeds is 0, and one line says each thing that happens", async () => {
  await using folder = await createTemporaryFolder({ "pipelines/a.yaml": pipeline("green", { one: "echo hello" }) });

  const { exitCode, out, err } = await pilotageProcess(folder.path, ["run", "green"]);

  assert.deepEqual([exitCode, err], [0, ""]);
  assert.match(out, /^● only\/one running\n✓ only\/one succeeded after .*\n\n✓ green-1 succeeded after /);
});

test("a run that fails is 1, and shows the log of what failed", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline("red", { one: "echo about to fail; exit 7", two: "echo fine" }),
  });

  const { exitCode, out } = await pilotageProcess(folder.path, ["run", "red"]);

  assert.equal(exitCode, 1);
  assert.match(out, /^✗ only\/one failed after .*exit-code.*7/m);
  assert.match(out, /\nLog of one\n {2}about to fail\n$/);
});

test("logs of what succeeded are shown where one asks for them", async () => {
  await using folder = await createTemporaryFolder({ "pipelines/a.yaml": pipeline("green", { one: "echo hello" }) });

  const { exitCode, out } = await pilotageProcess(folder.path, ["run", "green", "--logs"]);

  assert.equal(exitCode, 0);
  assert.match(out, /\nLog of one\n {2}hello\n$/);
});

test("inputs are typed as the pipeline declares them", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline(
      "typed",
      { one: "true" },
      `  inputs: { tag: { type: string }, count: { type: integer, default: 1 }, list: { type: array, optional: true } }
  outputs: { tag: "\${{ inputs.tag }}", next: "\${{ inputs.count + 1 }}" }
`,
    ),
    "values.json": '{ "tag": "1.9", "count": 41 }',
  });
  const run = (...args: readonly string[]) => pilotageProcess(folder.path, ["run", "typed", "-o", "json", ...args]);

  const given = await run("--with-file", "values.json", "--with", "tag=1.10");

  assert.deepEqual(JSON.parse(given.out).status.outputs, { tag: "1.10", next: 42 });
  const refusals = await Promise.all([run(), run("--with", "tag=x", "count=many"), run("--with", "tag=x", "tug=y")]);
  assert.deepEqual(
    refusals.map(({ exitCode }) => exitCode),
    [64, 64, 64],
  );
  assert.match(refusals[0]?.err ?? "", /tag/);
  assert.match(refusals[1]?.err ?? "", /must be an integer/);
  assert.match(refusals[2]?.err ?? "", /tug.*(tag)/s);
});

test("secrets reach the program, and are masked in what it says", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline(
      "secret",
      { one: 'test "$TOKEN" = hunter2-hunter2 && echo "it is $TOKEN"; exit 1' },
      "  env: { TOKEN: { secret: { name: forge, key: token } } }\n",
    ),
    "secrets.yaml": "forge: { token: hunter2-hunter2 }\n",
  });
  await chmod(join(folder.path, "secrets.yaml"), 0o600);

  const { out } = await pilotageProcess(folder.path, ["run", "secret", "--secrets", "secrets.yaml"]);
  const without = await pilotageProcess(folder.path, ["run", "secret"]);

  assert.match(out, /it is \*+/);
  assert.doesNotMatch(out, /hunter2/);
  assert.match(without.out, /secret-missing/);
});

test("secrets that others can read, or that are not there, are refused before anything runs", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline("touching", { one: "true" }),
    "secrets.yaml": "forge: { token: hunter2-hunter2 }\n",
  });
  await chmod(join(folder.path, "secrets.yaml"), 0o644);

  const readable = await pilotageProcess(folder.path, ["run", "touching", "--secrets", "secrets.yaml"]);
  const missing = await pilotageProcess(folder.path, ["run", "touching", "--secrets", "nowhere.yaml"]);

  assert.deepEqual([readable.exitCode, readable.out], [1, ""]);
  assert.match(readable.err, /secrets\.yaml can be read by others\n {2}chmod 600 /);
  assert.deepEqual([missing.exitCode, missing.out], [1, ""]);
  assert.match(missing.err, /nowhere\.yaml cannot be read\n {2}name a folder or a file with --secrets/);
});

test("what is not there, or invalid, does not run", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline("release", { one: "true" }, "  finaly: []\n"),
  });

  const missing = await pilotageProcess(folder.path, ["run", "relaese"]);
  const invalid = await pilotageProcess(folder.path, ["run", "release"]);

  assert.equal(missing.exitCode, 64);
  assert.match(missing.err, /there is no pipeline relaese\n {2}Did you mean release\?/);
  assert.equal(invalid.exitCode, 1);
  assert.match(invalid.err, /^pipelines\/a\.yaml:9:3: unknown-key: /);
  assert.match(invalid.err, /pilotage: pipeline release is invalid\n$/);
});

test("Ctrl-C cancels: `finally` still runs, and nothing is left behind", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline(
      "long",
      { one: "sleep 60" },
      '  finally: [{ name: tell, spec: { script: "echo \\"[COUT] said = $SAID\\"", outputs: { said: { type: string } } }, env: { SAID: "${{ run.outcome }}" } }]\n',
    ),
  });
  await using temporary = await createTemporaryFolder();

  const { exitCode, out } = await interrupted(folder.path, temporary.path, ["only/one running"]);

  assert.equal(exitCode, 1);
  assert.match(out, /⊘ only\/one cancelled/);
  assert.match(out, /✓ finally\/tell succeeded after .*said = "cancelled"/);
  assert.match(out, /⊘ long-1 cancelled after/);
  assert.deepEqual(await readdir(temporary.path), []);
});

test("Ctrl-C again ends `finally` too", async () => {
  await using folder = await createTemporaryFolder({
    "pipelines/a.yaml": pipeline(
      "long",
      { one: "sleep 60" },
      "  finally: [{ name: tell, spec: { script: sleep 60 } }]\n",
    ),
  });
  await using temporary = await createTemporaryFolder();

  const { exitCode, out } = await interrupted(folder.path, temporary.path, [
    "only/one running",
    "finally/tell running",
  ]);

  assert.equal(exitCode, 1);
  assert.match(out, /⊘ finally\/tell cancelled/);
});

/** Runs the pipeline `long`, and presses Ctrl-C whenever the next of these lines has come. */
async function interrupted(folder: string, temporary: string, lines: readonly string[]) {
  const program = join(import.meta.dirname, "../../../bin/pilotage.js");
  const child = spawn(process.execPath, [program, "run", "long"], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: "1" },
  });
  const awaited = [...lines];
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    while (awaited[0] !== undefined && out.includes(awaited[0])) {
      awaited.shift();
      child.kill("SIGINT");
    }
  });
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  return { exitCode, out };
}
