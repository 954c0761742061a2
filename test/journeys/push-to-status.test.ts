import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { startGitHttpServer } from "../fixtures/git-http-server.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { printed, runOnce, startDaemon } from "./a-daemon.ts";
import { pipelineOfOne, runOf } from "./definitions.ts";
import { ended, recorded, verdictOf } from "./recorded.ts";

const HELLO = pipelineOfOne("hello", {
  greet: { script: 'echo "[COUT] n = 5"', outputs: { n: { type: "integer" } } },
});

test("a pushed pipeline runs, and Git tells what came of it", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
  const commit = await repository.tip("main");

  const { code, output } = await runOnce(repository);

  const status = await recorded(repository);
  assert.equal(code, 0, output);
  assert.deepEqual(status.phases, { "hello-1": "succeeded" });
  assert.deepEqual(status.run("hello-1").spec.trigger, { type: "change" });
  assert.equal(status.run("hello-1").spec.commit, commit);
  assert.deepEqual(status.action("hello-1", "greet").outputs, { n: 5 });
  assert.match(status.files.get("status/runs/hello/1/greet.log") ?? "", /\[COUT\] n = 5/);
  assert.match(status.files.get("README.md") ?? "", /hello/);
});

test("a running daemon reacts to each push, and to nothing twice", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
  await using daemon = startDaemon(repository);
  await ended(repository, "hello-1");

  await repository.commit({ "README.md": "nothing that matters" });
  await repository.commit({ "runs/again.yaml": runOf("again", { pipeline: "hello" }) });
  await ended(repository, "hello-2");
  await repository.commit({ "pipelines/hello.yaml": HELLO.replace("n = 5", "n = 6") });
  await ended(repository, "hello-3");
  await daemon.stop();

  const { code } = await runOnce(repository);
  const { phases, pipeline } = await recorded(repository);
  assert.deepEqual([await daemon.ended, code], [0, 0]);
  assert.deepEqual(phases, { "hello-1": "succeeded", "hello-2": "succeeded", "hello-3": "succeeded" });
  assert.deepEqual(
    pipeline("hello").status.lastRuns.map(({ number, trigger }) => [number, trigger]),
    [
      [3, "change"],
      [2, "request"],
      [1, "change"],
    ],
  );
});

test("a failed run and an invalid definition are the exit code of --once, with their reasons in Git", async () => {
  const odd = HELLO.replace("name: hello", "name: odd").replace("stages:", "stagse:");
  await using repository = await createTemporaryRepository({
    "pipelines/bad.yaml": pipelineOfOne("bad", { one: { script: "echo oh no; exit 3" } }),
  });

  const failed = await runOnce(repository);
  const subject = (await repository.subjects("pilotage-status"))[0];
  await repository.commit({ "pipelines/hello.yaml": HELLO, "pipelines/odd.yaml": odd });
  const invalid = await runOnce(repository);
  await repository.commit({ "pipelines/odd.yaml": null });
  const mended = await runOnce(repository);

  const status = await recorded(repository);
  const run = status.run("bad-1");
  assert.deepEqual([failed.code, invalid.code, mended.code], [1, 1, 0]);
  assert.deepEqual([verdictOf(run), run.status.message], ["failed exit-code", "one: exit code 3"]);
  assert.equal(subject, "bad-1 failed: one exit-code");
  assert.deepEqual(status.phases, { "bad-1": "failed", "hello-1": "succeeded" });
  assert.deepEqual(status.diagnostics, []);
});

test("every problem in the definitions is told with its line, and what is not concerned runs", async () => {
  const lines = (...texts: readonly string[]) => `apiVersion: pilotage/v1\n${texts.join("\n")}\n`;
  await using repository = await createTemporaryRepository({
    "pipelines/hello.yaml": HELLO,
    "components/counter.yaml": lines(
      "kind: Component",
      "metadata: { name: counter }",
      'spec: { script: "true", inputs: { n: { type: integer } }, outputs: { text: { type: string } } }',
    ),
    "pipelines/unknown-key.yaml": lines("kind: Pipeline", "metadata: { name: a }", "spec:", "  stagse: []"),
    "pipelines/duplicate.yaml": lines("kind: Pipeline", "metadata: { name: b }", "kind: Pipeline"),
    "pipelines/types.yaml": lines(
      "kind: Pipeline",
      "metadata: { name: c }",
      "spec:",
      "  stages:",
      "    - name: only",
      "      actions:",
      "        - { name: one, component: counter, with: { n: 1 } }",
      "        - name: two",
      "          component: counter",
      "          with:",
      "            n: ${{ actions.one.outputs.text }}",
    ),
    "pipelines/cycle.yaml": lines(
      "kind: Pipeline",
      "metadata: { name: d }",
      "spec:",
      "  stages:",
      "    - name: only",
      "      actions:",
      '        - { name: one, needs: [two], spec: { script: "true" } }',
      '        - { name: two, needs: [one], spec: { script: "true" } }',
    ),
  });

  const { code } = await runOnce(repository);

  const { phases, diagnostics, pipeline } = await recorded(repository);
  assert.equal(code, 1);
  assert.deepEqual(phases, { "hello-1": "succeeded" });
  assert.deepEqual(
    diagnostics.map((problem) => [problem.file, problem.line, problem.code]),
    [
      ["pipelines/cycle.yaml", 8, "cycle"],
      ["pipelines/duplicate.yaml", 1, "missing-key"],
      ["pipelines/duplicate.yaml", 4, "duplicate-key"],
      ["pipelines/types.yaml", 12, "type-mismatch"],
      ["pipelines/unknown-key.yaml", 4, "missing-key"],
      ["pipelines/unknown-key.yaml", 5, "unknown-key"],
    ],
  );
  assert.deepEqual(
    ["a", "c", "d"].map((name) => pipeline(name).status.phase),
    ["invalid", "invalid", "invalid"],
  );
});

test("over http with a token, and the token shows nowhere", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
  const token = "t0ken-that-nobody-should-see";
  await using server = await startGitHttpServer(repository.path, { credentials: { username: "bot", token } });
  const tokenFile = join(repository.folder, "token");
  await writeFile(tokenFile, `${token}\n`, { mode: 0o600 });

  const { code, output } = await runOnce(repository, ["--git-username", "bot", "--git-token-file", tokenFile], {
    url: server.url,
  });

  const { phases, files } = await recorded(repository);
  assert.equal(code, 0, output);
  assert.deepEqual(phases, { "hello-1": "succeeded" });
  assert.doesNotMatch([output, ...files.values()].join("\n"), new RegExp(token));
});

test("a wrong token is told clearly, and ends a daemon that has never looked", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/hello.yaml": HELLO });
  await using server = await startGitHttpServer(repository.path, { credentials: { username: "bot", token: "right" } });

  const { code, output } = await runOnce(repository, [], { url: server.url });

  assert.equal(code, 1);
  assert.match(output, /^pilotage: .*(token|credentials)/im);
});

test("a repository without a commit is waited for", async () => {
  await using repository = await createTemporaryRepository();
  await using daemon = startDaemon(repository);
  await printed(daemon, /branch-missing/);

  await repository.commit({ "pipelines/hello.yaml": HELLO });
  const { phases, diagnostics } = await ended(repository, "hello-1");

  assert.deepEqual([phases, diagnostics], [{ "hello-1": "succeeded" }, []]);
});
