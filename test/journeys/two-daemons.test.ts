import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce, startDaemon } from "./a-daemon.ts";
import { pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { ended, recorded, running, verdictOf } from "./recorded.ts";

const QUICK = pipelineOfOne("quick", { say: { script: "true" } });

test("a second daemon on the same state directory ends with a clear message, and the first goes on", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({ "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }) });
  await using first = startDaemon(repository);
  await running(repository, "long-1");
  const said = first.output();
  const before = await repository.tip("pilotage-status");

  await using second = startDaemon(repository);
  const code = await second.ended;
  const after = await repository.tip("pilotage-status");
  await writeFile(gate, "");
  const { phases } = await ended(repository, "long-1");

  assert.equal(code, 1);
  assert.match(second.output(), /^pilotage: .*(in use|another)/im);
  assert.deepEqual([after, first.output().startsWith(said)], [before, true]);
  assert.deepEqual(phases, { "long-1": "succeeded" });
});

test("a daemon with another ledger refuses the status branch and names --take-over, and writes nothing", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });
  await runOnce(repository);
  await repository.commit({ "pipelines/new.yaml": pipelineOfOne("new", { say: { script: "true" } }) });
  const before = await repository.tip("pilotage-status");

  const { code, output } = await runOnce(repository, [], { state: "other" });

  assert.equal(code, 1);
  assert.match(output, /belongs to another daemon[\s\S]*--take-over/);
  assert.equal(await repository.tip("pilotage-status"), before);
});

test("--take-over ends what ran as lost, goes on from the cursors, and starts nothing that was started", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({
    "pipelines/quick.yaml": QUICK,
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }),
    "runs/ask.yaml": runOf("ask", { pipeline: "quick" }),
  });
  await using daemon = startDaemon(repository);
  await ended(repository, "quick-1", "quick-2");
  const before = await running(repository, "long-1");
  await daemon.kill();
  await writeFile(gate, ""); // its volume is lost, and its process with it
  await rm(join(repository.folder, "state"), { recursive: true });

  await repository.commit({ "pipelines/new.yaml": pipelineOfOne("new", { say: { script: "true" } }) });
  await repository.commit({ "runs/more.yaml": runOf("more", { pipeline: "long" }) });
  const taken = await runOnce(repository, ["--take-over"], { state: "next" });
  const again = await runOnce(repository, [], { state: "next" });

  const { phases, run, action, fates, pipeline } = await recorded(repository);
  assert.deepEqual([taken.code, again.code], [0, 0], taken.output);
  assert.deepEqual(phases, {
    "long-1": "failed",
    "long-2": "succeeded",
    "new-1": "succeeded",
    "quick-1": "succeeded",
    "quick-2": "succeeded",
  });
  assert.deepEqual([run("long-1").status.reason, action("long-1", "work").reason], ["lost", "lost"]);
  assert.deepEqual(fates, { ...before.fates, "Run more": "accepted: starts long-2" });
  assert.deepEqual(
    pipeline("long").status.lastRuns.map(({ number, phase }) => [number, phase]),
    [
      [2, "succeeded"],
      [1, "failed"],
    ],
  );
});

test("of two daemons that come to a new repository together one gets it", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });

  const both = await Promise.all(["one", "two"].map((state) => runOnce(repository, [], { state })));

  const { phases } = await recorded(repository);
  assert.deepEqual(both.map(({ code }) => code).sort(), [0, 1]);
  assert.match(both.find(({ code }) => code === 1)?.output ?? "", /belongs to another daemon/);
  assert.deepEqual(phases, { "quick-1": "succeeded" });
});

test("a daemon whose branch is taken over while it runs ends, and says so", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({
    "pipelines/quick.yaml": QUICK,
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }),
  });
  await using old = startDaemon(repository);
  await ended(repository, "quick-1");
  await running(repository, "long-1");

  await using _ = startDaemon(repository, ["--take-over"], { state: "next" });
  const code = await old.ended;
  await ended(repository, "long-1");
  await repository.commit({ "runs/ask.yaml": runOf("ask", { pipeline: "quick" }) });
  const { phases, run } = await ended(repository, "quick-2");

  assert.equal(code, 1);
  assert.match(old.output(), /^pilotage: The status branch belongs to another daemon now/m);
  assert.equal(verdictOf(run("long-1")), "failed lost");
  assert.deepEqual(phases, { "long-1": "failed", "quick-1": "succeeded", "quick-2": "succeeded" });
  assert.deepEqual(await stepsBack(repository), []);
});
