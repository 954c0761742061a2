import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { startGitHttpServer } from "../fixtures/git-http-server.ts";
import { SIGNING_PIPELINES, signingPipelines, unlikeSigned, unlikeVerdicts } from "../fixtures/signing-pipelines.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { type SeededRandom, seededRandom } from "../simulation/seeded-random.ts";
import { startDaemon } from "./a-daemon.ts";
import { runOf } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { ended, looseTip, running } from "./recorded.ts";

const KILLS = 10;

test("a daemon that is killed ten times at random moments loses nothing and does nothing twice", async (t) => {
  await using repository = await createTemporaryRepository();
  await killTenTimes(t, repository, [], repository.path, async () => {});
});

test("a killed daemon loses nothing either where the remote goes away, loses its answers and has other writers", async (t) => {
  await using repository = await createTemporaryRepository();
  await using server = await startGitHttpServer(repository.path);
  await killTenTimes(t, repository, ["--poll", "300ms"], server.url, async (random) => {
    const trouble = random.pick(["none", "lost", "away", "raced"]);
    if (trouble === "lost") server.loseNextPushAnswer();
    if (trouble === "raced") await repository.commitOn("pilotage-status", { "notes.md": "theirs" }).catch(() => {});
    if (trouble === "away") server.behaveAs("broken");
    await setTimeout(random.between(0, 500));
    server.behaveAs("serving");
  });
});

async function killTenTimes(
  t: TestContext,
  repository: TemporaryRepository,
  flags: readonly string[],
  url: string,
  disturb: (random: SeededRandom) => Promise<void>,
): Promise<void> {
  const seed = Number(process.env.JOURNEY_SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`JOURNEY_SEED=${seed}`);
  const random = seededRandom(seed, "kills");
  const log = join(repository.folder, "attempts.log");
  await repository.commit(signingPipelines(log));
  const start = () => startDaemon(repository, ["--max-active-actions", "6", ...flags], { url });
  const runs = new Map(SIGNING_PIPELINES.map((pipeline) => [pipeline, 1]));
  await using first = start();
  await running(repository, "chain-1");
  await first.kill();
  for (let kill = 1; kill <= KILLS; kill++) {
    const [size, tip] = [await sizeOf(log), await looseTip(repository)];
    await using daemon = start();
    const pipeline = random.pick([...runs.keys()]);
    runs.set(pipeline, (runs.get(pipeline) ?? 0) + 1);
    await repository.commit({ [`runs/ask-${kill}.yaml`]: runOf(`ask-${kill}`, { pipeline }) });
    await disturb(random);
    const isBusy = random.pick([
      () => true,
      () => daemon.output().includes('"watching"'),
      async () => (await sizeOf(log)) > size,
      async () => (await looseTip(repository)) !== tip,
    ]);
    await until("the daemon is at work", isBusy);
    await setTimeout(random.between(0, 400));
    await daemon.kill();
  }
  await using _ = start();
  const expected = Array.from(runs, ([pipeline, count]) =>
    Array.from({ length: count }, (_, index) => `${pipeline}-${index + 1}`),
  ).flat();
  const status = await ended(repository, ...expected);

  assert.deepEqual(Object.keys(status.phases).sort(), expected.sort());
  assert.deepEqual(unlikeVerdicts(status), []);
  assert.deepEqual(await unlikeSigned(log, status), []);
  assert.deepEqual(await stepsBack(repository), []);
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}
