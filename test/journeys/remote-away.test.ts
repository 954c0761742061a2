import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { startGitHttpServer } from "../fixtures/git-http-server.ts";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { printed, startDaemon } from "./a-daemon.ts";
import { nodeScript, pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { ended, recorded, running } from "./recorded.ts";

const POLL = ["--poll", "500ms"];

test("while the remote is away runs go on, and when it is back everything is recorded and what was pushed starts", async () => {
  await using repository = await createTemporaryRepository();
  await using server = await startGitHttpServer(repository.path);
  const gate = join(repository.folder, "gate");
  await repository.commit({
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: `${waitsFor(gate)}; exit 3` } }),
  });
  await using daemon = startDaemon(repository, POLL, { url: server.url });
  await running(repository, "long-1");

  server.behaveAs("broken");
  await repository.commit({ "pipelines/late.yaml": pipelineOfOne("late", { say: { script: "true" } }) });
  await writeFile(gate, "");
  await printed(daemon, /long-1 failed/);
  await printed(daemon, /remote-unreachable/);
  const away = await recorded(repository);
  server.behaveAs("serving");
  const { phases, action } = await ended(repository, "long-1", "late-1");

  assert.deepEqual(away.phases, { "long-1": "running" });
  assert.deepEqual(phases, { "late-1": "succeeded", "long-1": "failed" });
  assert.equal(action("long-1", "work").attempts?.[0]?.exitCode, 3);
  assert.deepEqual(await stepsBack(repository), []);
});

test("a remote that accepts and stays silent holds neither callbacks nor the ends of runs, nor a restart", async () => {
  await using repository = await createTemporaryRepository();
  await using server = await startGitHttpServer(repository.path);
  const gate = (name: string) => join(repository.folder, name);
  const caller = nodeScript(`
    const { existsSync } = require("node:fs");
    const { setTimeout } = require("node:timers/promises");
    while (!existsSync("${gate("call")}")) await setTimeout(20);
    await call("TASK_RESULT", { status: true, result: "said while the remote was silent" });
    await call("COMPONENT_STOP");`);
  await repository.commit({
    "pipelines/caller.yaml": pipelineOfOne("caller", { work: { script: caller } }),
    "pipelines/adopted.yaml": pipelineOfOne("adopted", { work: { script: `${waitsFor(gate("adopted"))}; exit 7` } }),
  });
  await using daemon = startDaemon(repository, POLL, { url: server.url });
  await running(repository, "caller-1", "adopted-1");

  server.behaveAs("silent");
  const asked = server.requests.length;
  await until("the daemon asks the silent remote", () => server.requests.length > asked);
  await writeFile(gate("call"), "");
  await printed(daemon, /caller-1 succeeded/);
  await daemon.kill();
  await using next = startDaemon(repository, POLL, { url: server.url });
  await writeFile(gate("adopted"), "");
  await printed(next, /adopted-1 failed/);
  const health = await next.get("/healthz");
  server.behaveAs("serving");
  const { phases, action } = await ended(repository, "caller-1", "adopted-1");

  assert.equal(health.status, 200);
  assert.deepEqual(phases, { "adopted-1": "failed", "caller-1": "succeeded" });
  assert.equal(action("adopted-1", "work").attempts?.[0]?.exitCode, 7);
  assert.deepEqual(
    action("caller-1", "work").attempts?.[0]?.events.map(({ event, result }) => [event, result]),
    [
      ["TASK_RESULT", "said while the remote was silent"],
      ["COMPONENT_STOP", undefined],
    ],
  );
});

test("SIGHUP makes the daemon look at once, however seldom it polls", async () => {
  const quick = pipelineOfOne("quick", { say: { script: "true" } });
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": quick });
  await using server = await startGitHttpServer(repository.path);
  await using daemon = startDaemon(repository, ["--poll", "1h"], { url: server.url });
  await ended(repository, "quick-1");

  await repository.commit({ "pipelines/late.yaml": quick.replace("name: quick", "name: late") });
  daemon.hangUp();
  const { phases } = await ended(repository, "late-1");

  assert.deepEqual(phases, { "late-1": "succeeded", "quick-1": "succeeded" });
});

test("a watched branch that is deleted is waited for, and its return is no change", async () => {
  const quick = pipelineOfOne("quick", { say: { script: "true" } });
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": quick });
  await using daemon = startDaemon(repository);
  await ended(repository, "quick-1");

  await repository.git("update-ref", "-d", "refs/heads/main");
  await printed(daemon, /branch-missing/);
  await repository.commit({ "runs/proof.yaml": runOf("proof", { pipeline: "quick" }) });
  const { phases, run } = await ended(repository, "quick-2");

  assert.deepEqual(phases, { "quick-1": "succeeded", "quick-2": "succeeded" });
  assert.equal(run("quick-2").spec.trigger.type, "request");
});
