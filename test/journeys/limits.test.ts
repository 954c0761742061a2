import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createTemporaryRepository } from "../fixtures/temporary-repository.ts";
import { runOnce, startDaemon } from "./a-daemon.ts";
import { inPlace, pipelineOf, pipelineOfOne, runOf, waitsFor } from "./definitions.ts";
import { ended, recorded, recordedUntil } from "./recorded.ts";

test("runs of one group go on as many as its limit says, in the order in which they were asked for", async () => {
  await using repository = await createTemporaryRepository();
  const [gate, log] = [join(repository.folder, "gate"), join(repository.folder, "log")];
  const script = `echo "begins $RUN_ID" >> '${log}'; ${waitsFor(gate)}; echo "ends $RUN_ID" >> '${log}'`;
  const deploy = (name: string) =>
    pipelineOf(name, {
      on: {},
      concurrency: { group: "production" },
      stages: [{ name: "only", actions: inPlace({ work: { script } }) }],
    });
  const asks = ["a", "b", "a", "b"].map((pipeline, n) => runOf(`ask-${n}`, { pipeline }));
  await repository.commit({
    "pipelines/a.yaml": deploy("a"),
    "pipelines/b.yaml": deploy("b"),
    "pipelines/free.yaml": pipelineOfOne("free", { say: { script: "true" } }),
    "runs/asks.yaml": asks.join("---\n"),
  });
  await using _ = startDaemon(repository, ["--max-active-actions", "10"]);

  const waiting = await recordedUntil(
    repository,
    "three wait and one runs",
    ({ phases }) => phases["a-1"] === "running" && phases["b-2"] === "queued" && phases["free-1"] === "succeeded",
  );
  await writeFile(gate, "");
  const { phases } = await ended(repository, "a-1", "a-2", "b-1", "b-2");

  const place = "a place in the group production (limit 1)";
  assert.deepEqual(waiting.pipeline("a").status.waiting, [{ run: "a-2", for: place }]);
  assert.deepEqual(waiting.pipeline("b").status.waiting, [
    { run: "b-1", for: place },
    { run: "b-2", for: place },
  ]);
  assert.equal(new Set(Object.values(phases)).size, 1);
  assert.deepEqual(
    (await readFile(log, "utf8")).trimEnd().split("\n"),
    ["a-1", "b-1", "a-2", "b-2"].flatMap((run) => [`begins ${run}`, `ends ${run}`]),
  );
});

test("no more actions run at once than --max-active-actions says, and the status says what waits for a place", async () => {
  await using repository = await createTemporaryRepository();
  const [gate, log] = [join(repository.folder, "gate"), join(repository.folder, "log")];
  await appendFile(log, "");
  const work = { script: `echo + >> '${log}'; ${waitsFor(gate)}; echo - >> '${log}'` };
  await repository.commit({
    "pipelines/first.yaml": pipelineOfOne("first", { a: work, b: work, c: work }),
    "pipelines/second.yaml": pipelineOfOne("second", { d: work, e: work }),
  });
  await using _ = startDaemon(repository, ["--max-active-actions", "2"]);

  const full = await recordedUntil(repository, "both wait", ({ phases, pipeline }) =>
    ["first", "second"].every((name) => phases[`${name}-1`] === "running" && pipeline(name).status.waiting.length > 0),
  );
  await writeFile(gate, "");
  const { phases, pipeline } = await ended(repository, "first-1", "second-1");

  const limit = "(the daemon's limit of active actions)";
  assert.deepEqual(
    ["first", "second"].map((name) => full.pipeline(name).status.waiting),
    [[{ run: "first-1", for: `a place for c ${limit}` }], [{ run: "second-1", for: `a place for d, e ${limit}` }]],
  );
  assert.deepEqual([full.action("second-1", "d").phase, full.action("second-1", "d").for], ["waiting", "limit"]);
  assert.deepEqual(phases, { "first-1": "succeeded", "second-1": "succeeded" });
  assert.deepEqual([pipeline("first").status.waiting, pipeline("second").status.waiting], [[], []]);
  const { most, last } = depthOf(await readFile(log, "utf8"));
  assert.deepEqual([most, last], [2, 0]);
});

test("of each pipeline as many runs keep their files as --keep-runs says, with the logs that --logs names", async () => {
  const asks = [1, 2, 3, 4].map((n) => runOf(`ask-${n}`, { pipeline: "often" }));
  await using repository = await createTemporaryRepository({
    "pipelines/often.yaml": pipelineOf("often", {
      on: {},
      stages: [
        {
          name: "only",
          failFast: false,
          actions: inPlace({ good: { script: "echo fine" }, bad: { script: "echo oh no; exit 1" } }),
        },
      ],
    }),
    "runs/asks.yaml": asks.join("---\n"),
  });

  await runOnce(repository, ["--keep-runs", "2", "--logs", "failed"]);

  const { files, pipeline } = await recorded(repository);
  assert.deepEqual([...files.keys()].filter((path) => path.startsWith("status/runs/")).sort(), [
    "status/runs/often/3.yaml",
    "status/runs/often/3/bad.log",
    "status/runs/often/4.yaml",
    "status/runs/often/4/bad.log",
  ]);
  assert.deepEqual(
    pipeline("often").status.lastRuns.map(({ number, phase }) => [number, phase]),
    [4, 3, 2, 1].map((number) => [number, "failed"]),
  );
});

/** How many were at work at once. */
function depthOf(log: string): { readonly most: number; readonly last: number } {
  let [most, last] = [0, 0];
  for (const sign of log.trimEnd().split("\n")) {
    last += sign === "+" ? 1 : -1;
    most = Math.max(most, last);
  }
  return { most, last };
}
