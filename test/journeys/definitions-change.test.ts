import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce, startDaemon } from "./a-daemon.ts";
import { pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { ended, recorded, recordedUntil, running } from "./recorded.ts";

/** A pipeline that does nothing, in one of its versions. */
const version = (name: string, which: string) =>
  pipelineOfOne(name, { say: { script: "true" } }, { env: { VERSION: which } });

test("a definition that is deleted while its run is active: the run goes on to its end, the pipeline is deleted", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: `${waitsFor(gate)}; exit 4` } }),
    "pipelines/other.yaml": version("other", "a"),
  });
  await using _ = startDaemon(repository);
  await running(repository, "long-1");

  await repository.commit({ "pipelines/long.yaml": null });
  const deleted = await recordedUntil(
    repository,
    "long is deleted",
    ({ pipeline }) => pipeline("long").status.phase === "deleted",
  );
  await writeFile(gate, "");
  const { run, pipeline, action } = await ended(repository, "long-1");

  assert.equal(deleted.phases["long-1"], "running");
  assert.deepEqual([run("long-1").status.phase, action("long-1", "work").attempts?.[0]?.exitCode], ["failed", 4]);
  assert.deepEqual([pipeline("long").status.phase, pipeline("long").cursor?.definitionDigest], ["deleted", null]);
});

test("all definitions gone in one commit: nothing starts, nothing is undone, and their return is no change", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  const files = {
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }),
    "pipelines/other.yaml": version("other", "a"),
  };
  await repository.commit(files);
  await using _ = startDaemon(repository);
  await running(repository, "long-1");
  const before = await ended(repository, "other-1");

  const gone = Object.fromEntries(Object.keys(files).map((path) => [path, null]));
  await repository.commit({ ...gone, "runs/ask.yaml": runOf("ask", { pipeline: "other" }) });
  const reported = await recordedUntil(
    repository,
    "the problem is reported",
    ({ diagnostics }) => diagnostics.length > 0,
  );
  await writeFile(gate, "");
  const after = await ended(repository, "long-1");
  await repository.commit(files);
  const back = await ended(repository, "other-2");

  assert.deepEqual(
    reported.diagnostics.map(({ code }) => code),
    ["all-definitions-gone"],
  );
  for (const name of ["long", "other"]) {
    assert.deepEqual(after.pipeline(name).cursor, before.pipeline(name).cursor);
    assert.equal(after.pipeline(name).status.phase, "active");
  }
  assert.deepEqual(after.phases, { "long-1": "succeeded", "other-1": "succeeded" });
  assert.deepEqual(back.phases, { ...after.phases, "other-2": "succeeded" });
  assert.deepEqual(back.run("other-2").spec.trigger, { type: "request", request: "ask" });
  assert.deepEqual(back.diagnostics, []);
});

test("A → B → A is two changes, and a rewritten history starts nothing that has run", async () => {
  await using repository = await createTemporaryRepository();
  await using _ = startDaemon(repository);
  const first = await repository.commit({
    "pipelines/a.yaml": version("a", "A"),
    "pipelines/b.yaml": version("b", "1"),
  });
  await ended(repository, "a-1", "b-1");
  await repository.commit({ "pipelines/a.yaml": version("a", "B") });
  await ended(repository, "a-2");
  await repository.commit({ "pipelines/a.yaml": version("a", "A") });
  await ended(repository, "a-3");

  // The same files as now, by another history; the request proves that it was looked at.
  await repository.gitInClone("reset", "--quiet", "--hard", first);
  await repository.gitInClone("commit", "--quiet", "--amend", "--message=Rewritten");
  await repository.gitInClone("push", "--quiet", "--force", "origin", "HEAD:refs/heads/main");
  const rewritten = await repository.commit({ "runs/proof.yaml": runOf("proof", { pipeline: "b" }) });
  const { phases, run } = await ended(repository, "b-2");

  assert.deepEqual(Object.keys(phases).sort(), ["a-1", "a-2", "a-3", "b-1", "b-2"]);
  assert.deepEqual([run("b-2").spec.commit, run("b-2").spec.trigger.type], [rewritten, "request"]);
});

test("a definition that is mended or resumed starts once, where it differs from what ran", async () => {
  await using repository = await createTemporaryRepository({
    "pipelines/odd.yaml": version("odd", "1"),
    "pipelines/idle.yaml": version("idle", "1"),
    "pipelines/same.yaml": version("same", "1"),
  });
  await using daemon = startDaemon(repository);
  await ended(repository, "odd-1", "idle-1", "same-1");

  const suspended = (name: string, which: string) => version(name, which).replace("spec:", "spec:\n  suspend: true");
  await repository.commit({
    "pipelines/odd.yaml": `${version("odd", "2")}  stagse: []\n`,
    "pipelines/idle.yaml": suspended("idle", "2"),
    "pipelines/same.yaml": suspended("same", "1"),
  });
  const meanwhile = await recordedUntil(repository, "all three stand still", ({ pipeline }) =>
    ["odd", "idle", "same"].every((name) => pipeline(name).status.phase !== "active"),
  );
  await repository.commit({
    "pipelines/odd.yaml": version("odd", "2"),
    "pipelines/idle.yaml": version("idle", "2"),
    "pipelines/same.yaml": version("same", "1"),
  });
  await ended(repository, "odd-2", "idle-2");
  await daemon.stop();
  await runOnce(repository);
  const after = await recorded(repository);

  assert.deepEqual(
    ["odd", "idle", "same"].map((name) => meanwhile.pipeline(name).status.phase),
    ["invalid", "suspended", "suspended"],
  );
  assert.deepEqual(
    meanwhile.diagnostics.map(({ file, code }) => [file, code]),
    [["pipelines/odd.yaml", "unknown-key"]],
  );
  assert.deepEqual(Object.keys(after.phases).sort(), ["idle-1", "idle-2", "odd-1", "odd-2", "same-1"]);
  assert.deepEqual([after.diagnostics, after.pipeline("same").status.phase], [[], "active"]);
});
