import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { ComponentSpec } from "../../src/definitions/types.generated.ts";
import { startGitHttpServer } from "../fixtures/git-http-server.ts";
import { createTemporaryRepository, type Files, type TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { until } from "../fixtures/until.ts";
import { type SeededRandom, seededRandom } from "../simulation/seeded-random.ts";
import { startDaemon } from "./a-daemon.ts";
import { inPlace, nodeScript, pipelineOf, runOf } from "./definitions.ts";
import { stepsBack } from "./history.ts";
import { ended, looseTip, type Recorded, running } from "./recorded.ts";

const KILLS = 10;

/** Every attempt leaves a line outside, so that one that is started twice is seen, whatever the daemon believes. */
const SIGNS = 'echo "$RUN_ID/$CO_ACTION/$CO_ATTEMPT" >> "$LOG_FILE"';

const STEP: ComponentSpec = { script: `${SIGNS}; sleep 0.2; echo "[COUT] n = 1"`, outputs: { n: { type: "integer" } } };
const FLAKY: ComponentSpec = {
  script: `${SIGNS}; sleep 0.1; [ "$CO_ATTEMPT" -ge 3 ]`,
  retry: { limit: 2, backoff: "200ms", on: ["failed"] },
};
/** It calls again wherever it gets no answer, as the contract says, and signs what was stored for good. */
const CALLER: ComponentSpec = {
  script: nodeScript(`
    const { appendFileSync } = require("node:fs");
    const { setTimeout } = require("node:timers/promises");
    const { RUN_ID, CO_ACTION, CO_ATTEMPT, LOG_FILE } = process.env;
    const sign = (what) => appendFileSync(LOG_FILE, [RUN_ID, CO_ACTION, CO_ATTEMPT].join("/") + what + "\\n");
    const untilStored = async (event, body) => {
      while ((await call(event, body).catch(() => 503)) !== 200) await setTimeout(50);
    };
    sign("");
    await untilStored("TASK_START");
    for (const progress of [0.3, 0.6]) await untilStored("TASK_STATUS", { progress });
    await untilStored("TASK_RESULT", { status: true, result: RUN_ID, output: { n: 7 } });
    sign(" stored");
    await setTimeout(100);
    await untilStored("COMPONENT_STOP");`),
  outputs: { n: { type: "integer" } },
};

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
  await repository.commit(pipelinesThatSign(log));
  const start = () => startDaemon(repository, ["--max-active-actions", "6", ...flags], { url });
  const runs = new Map(["chain", "flaky", "caller"].map((pipeline) => [pipeline, 1]));
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
    Array.from({ length: count }, (_, index): [string, string] => [`${pipeline}-${index + 1}`, "succeeded"]),
  ).flat();
  const status = await ended(repository, ...expected.map(([run]) => run));

  assert.deepEqual(status.phases, Object.fromEntries(expected));
  assert.deepEqual(signed(await readFile(log, "utf8")), attemptsIn(status));
  assert.deepEqual(await stepsBack(repository), []);
}

function pipelinesThatSign(log: string): Files {
  const env = { LOG_FILE: log };
  return {
    "pipelines/chain.yaml": pipelineOf("chain", {
      env,
      concurrency: { limit: 3 },
      stages: [
        { name: "one", actions: inPlace({ a: STEP, b: STEP }) },
        { name: "two", mode: "sequence", actions: inPlace({ c: STEP, d: STEP }) },
      ],
      finally: inPlace({ last: STEP }),
    }),
    "pipelines/flaky.yaml": pipelineOf("flaky", { env, stages: [{ name: "one", actions: inPlace({ a: FLAKY }) }] }),
    "pipelines/caller.yaml": pipelineOf("caller", { env, stages: [{ name: "one", actions: inPlace({ a: CALLER }) }] }),
  };
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

/** The lines of the attempts, in order. */
function signed(log: string): readonly string[] {
  return log.trimEnd().split("\n").sort();
}

/** What each attempt that Git tells of must have signed, in order. */
function attemptsIn({ phases, run }: Recorded): readonly string[] {
  const lines = Object.keys(phases).flatMap((name) => {
    const { stages, finally: last } = run(name).status;
    const actions = [...stages.flatMap((stage) => stage.actions), ...last];
    return actions.flatMap((action) => (action.attempts ?? []).map(({ number }) => `${name}/${action.name}/${number}`));
  });
  return [...lines, ...lines.filter((line) => line.startsWith("caller-")).map((line) => `${line} stored`)].sort();
}
