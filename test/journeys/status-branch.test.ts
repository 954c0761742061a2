import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { printed, runOnce, startDaemon } from "./a-daemon.ts";
import { pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { ended, recorded, running } from "./recorded.ts";

const BRANCH = "pilotage-status";
const QUICK = pipelineOfOne("quick", { say: { script: "echo said" } });

test("a status branch that is deleted while the daemon runs is back with its history, and nothing starts twice", async () => {
  await using repository = await createTemporaryRepository();
  const gate = join(repository.folder, "gate");
  await repository.commit({
    "pipelines/quick.yaml": QUICK,
    "pipelines/long.yaml": pipelineOfOne("long", { work: { script: waitsFor(gate) } }),
  });
  await using _ = startDaemon(repository, ["--poll", "1s"]);
  await ended(repository, "quick-1");
  await running(repository, "long-1");
  const before = await repository.tip(BRANCH);

  await repository.git("update-ref", "-d", `refs/heads/${BRANCH}`);
  await until("the branch is back", async () => (await repository.tip(BRANCH)) !== undefined);
  const back = await recorded(repository);
  await writeFile(gate, "");
  const after = await ended(repository, "long-1");

  assert.deepEqual(back.phases, { "long-1": "running", "quick-1": "succeeded" });
  assert.equal(await repository.git("merge-base", before ?? "", BRANCH), before);
  assert.deepEqual(after.phases, { "long-1": "succeeded", "quick-1": "succeeded" });
  assert.deepEqual(await stepsBack(repository), []);
});

test("a status branch that is rewritten, to an older tip or to another history, says all again on top of it", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });
  await using _ = startDaemon(repository, ["--poll", "1s"]);
  await ended(repository, "quick-1");
  const older = (await repository.tip(BRANCH)) ?? "";
  await repository.commit({ "runs/again.yaml": runOf("again", { pipeline: "quick" }) });
  const before = await ended(repository, "quick-2");

  await repository.git("update-ref", `refs/heads/${BRANCH}`, older);
  const rewound = await ended(repository, "quick-2");
  assert.equal(await repository.git("merge-base", older, BRANCH), older);
  const other = await repository.commitOn("elsewhere", { "notes.md": "mine", "status/runs/quick/2.yaml": "no status" });
  await repository.git("update-ref", `refs/heads/${BRANCH}`, other);
  const moved = await ended(repository, "quick-1", "quick-2");

  const runFiles = [...before.files.keys()].filter((path) => path.startsWith("status/runs/"));
  for (const path of runFiles) {
    assert.equal(rewound.files.get(path), before.files.get(path), path);
    assert.equal(moved.files.get(path), before.files.get(path), path);
  }
  assert.deepEqual([rewound.fates, moved.fates], [before.fates, before.fates]);
  assert.equal(moved.files.get("notes.md"), "mine");
  assert.equal(await repository.git("merge-base", other, BRANCH), other);
  assert.deepEqual(Object.keys(moved.phases).sort(), ["quick-1", "quick-2"]);
});

test("a status branch that was deleted while no daemon ran is back at the next start; without the cache, what the ledger holds", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });
  await runOnce(repository);
  const before = await recorded(repository);

  await repository.git("update-ref", "-d", `refs/heads/${BRANCH}`);
  await runOnce(repository);
  const back = await recorded(repository);
  await repository.git("update-ref", "-d", `refs/heads/${BRANCH}`);
  await rm(join(repository.folder, "state/cache"), { recursive: true });
  const { output } = await runOnce(repository);
  const rest = await recorded(repository);

  assert.deepEqual(back.phases, before.phases);
  assert.match(output, /what it held is nowhere to be found/);
  assert.deepEqual(rest.phases, {});
  assert.deepEqual(rest.pipeline("quick").cursor, before.pipeline("quick").cursor);
});

test("another writer who pushes to the status branch all the time loses nothing, and neither do we", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });
  await using _ = startDaemon(repository);
  await ended(repository, "quick-1");

  const asks = Array.from({ length: 5 }, (_, n) => runOf(`ask-${n}`, { pipeline: "quick" }));
  await repository.commit({ "runs/asks.yaml": asks.join("---\n") });
  const written: string[] = [];
  for (let tries = 0; written.length < 25; tries++) {
    // Refused where we were faster: then the writer tries again, as people do.
    const path = `notes/${tries}.md`;
    await repository.commitOn(BRANCH, { [path]: "theirs" }).then(
      () => written.push(path),
      () => {},
    );
  }
  const { files, phases } = await ended(repository, ...["quick-2", "quick-3", "quick-4", "quick-5", "quick-6"]);

  assert.deepEqual([...files.keys()].filter((path) => path.startsWith("notes/")).sort(), written.sort());
  assert.equal(Object.keys(phases).length, 6);
  assert.deepEqual(await stepsBack(repository), []);
});

test("where a hook refuses our pushes, runs go on, and all is recorded once it lets us", async () => {
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": QUICK });
  const proof = join(repository.folder, "proof");
  await using daemon = startDaemon(repository);
  await ended(repository, "quick-1");
  const before = await repository.tip(BRANCH);
  await repository.hook("pre-receive", `! grep -q refs/heads/${BRANCH}`);

  const late = pipelineOfOne("late", { one: { script: "true" }, two: { script: `echo done > '${proof}'` } });
  await repository.commit({ "pipelines/late.yaml": late });
  await until("the action has run", () =>
    rm(proof).then(
      () => true,
      () => false,
    ),
  );
  await printed(daemon, /late-1 succeeded/);
  await printed(daemon, /recording-blocked/);
  const blocked = await repository.tip(BRANCH);
  await rm(join(repository.path, "hooks/pre-receive"));
  const { phases } = await ended(repository, "late-1");

  assert.equal(blocked, before);
  assert.deepEqual(phases, { "late-1": "succeeded", "quick-1": "succeeded" });
  assert.deepEqual(await stepsBack(repository), []);
});
