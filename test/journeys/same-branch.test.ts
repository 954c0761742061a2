import assert from "node:assert/strict";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce, startDaemon } from "./a-daemon.ts";
import { pipelineOf, pipelineOfOne, runOf } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { recorded, recordedUntil } from "./recorded.ts";

const FLAGS = ["--status-branch", "main"];

test("with the status on the watched branch, people and the daemon push to it together and neither loses anything", async () => {
  // It watches all files: the daemon's own commits must not count as a push.
  const quick = pipelineOf("quick", {
    on: { change: true, push: { paths: ["**"] } },
    stages: [
      { name: "only", actions: [{ name: "say", spec: { script: "ls status && exit 1 || true", source: true } }] },
    ],
  });
  await using repository = await createTemporaryRepository({ "pipelines/quick.yaml": quick, "README.md": "Ours.\n" });
  await using daemon = startDaemon(repository, FLAGS);
  await recordedUntil(repository, "quick-1 has ended", ({ phases }) => phases["quick-1"] === "succeeded", {
    branch: "main",
  });

  const written: string[] = [];
  for (let tries = 0; written.length < 12; tries++) {
    const path = tries % 3 === 0 ? `runs/ask-${tries}.yaml` : `notes/${tries}.md`;
    const text = tries % 3 === 0 ? runOf(`ask-${tries}`, { pipeline: "plain" }) : "a note\n";
    await repository.commitOn("main", { [path]: text }).then(
      () => written.push(path),
      () => {},
    );
  }
  await repository.commitOn("main", { "pipelines/plain.yaml": pipelineOfOne("plain", { say: { script: "true" } }) });
  await recordedUntil(repository, "the last pipeline has run", ({ phases }) => phases["plain-1"] === "succeeded", {
    branch: "main",
  });
  await daemon.stop();
  const { code } = await runOnce(repository, FLAGS);

  const { files, fates, phases, pipeline } = await recorded(repository, "main");
  assert.equal(code, 0);
  assert.deepEqual([...files.keys()].filter((path) => /^(runs|notes)\//.test(path)).sort(), written.sort());
  assert.equal(files.get("README.md"), "Ours.\n");
  assert.equal(Object.keys(fates).length, written.filter((path) => path.startsWith("runs/")).length);
  assert.equal(new Set(Object.values(phases)).size, 1);
  assert.ok(
    pipeline("quick").status.lastRuns.every(
      ({ trigger }, index, { length }) => trigger === (index === length - 1 ? "change" : "push"),
    ),
  );
  assert.deepEqual(await stepsBack(repository, "main"), []);
  assert.equal(await repository.tip("pilotage-status"), undefined);
});
