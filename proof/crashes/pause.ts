import { setTimeout } from "node:timers/promises";
import { createTemporaryRepository } from "../../test/fixtures/temporary-repository.ts";
import { type DaemonProcess, startDaemon } from "../../test/journeys/a-daemon.ts";
import { pipelineOfOne } from "../../test/journeys/definitions.ts";
import { recordedUntil, verdictsOf } from "../../test/journeys/recorded.ts";
import { seededRandom } from "../../test/simulation/seeded-random.ts";
import type { House } from "../house/house.ts";
import type { Proof } from "../proof.ts";
import { inHouses } from "./in-houses.ts";
import { momentOf } from "./moments.ts";

/** A daemon that stands still in the middle of its work. */
export const pause: Proof = {
  name: "pause",
  tries:
    "A daemon at work is stopped by SIGSTOP and goes on after a minute. Meanwhile its components call and end, their " +
    "times run out, people commit, and a second daemon wants its place. What ended in time has ended in time, and all " +
    "must be as promised.",
  async prove({ full, seed, progress }) {
    const [houses, pauseMs] = full ? [8, 60_000] : [4, 5_000];
    progress(`${houses} pauses of ${pauseMs / 1_000} s`);
    const play = async (house: House, number: number) => {
      const random = seededRandom(seed, `house ${number}`);
      await using daemon = house.startDaemon();
      await house.rested();
      const moment = momentOf(number); // where it starts is one of them, too: with requests that wait for it
      await house.ask("chain", "caller", "flaky", "doomed");
      await moment.come(house, daemon, random);
      await setTimeout(random.fraction() * moment.withinMs);
      const second = paused(daemon, pauseMs, async () => {
        await house.ask("caller", "chain");
        await using other = house.startDaemon();
        return [await other.ended, other.output()] as const;
      });
      const [code, said] = await second;
      await house.rested();
      await daemon.stop();
      const isRefused = code === 1 && said.includes("another process has the ledger");
      return [...(isRefused ? [] : [`a second daemon ended with ${code}: ${said}`]), ...(await house.audit())];
    };
    const [broken, late] = await Promise.all([inHouses(houses, houses, play), unlikeInTime(pauseMs)]);
    return {
      figures: [
        { name: "pauses", value: houses + 1, unit: "pauses" },
        { name: "each", value: pauseMs / 1_000, unit: "s" },
      ],
      broken: [...broken, ...late],
    };
  },
};

async function paused<Result>(daemon: DaemonProcess, ms: number, meanwhile: () => Promise<Result>): Promise<Result> {
  const { pid } = daemon;
  if (pid === undefined) throw new Error("the daemon has no process");
  process.kill(pid, "SIGSTOP");
  try {
    const [result] = await Promise.all([meanwhile(), setTimeout(ms)]);
    return result;
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

const PATIENCE = { limitMs: 120_000 };

/** What ends in time, or does not, while the daemon stands still. */
async function unlikeInTime(pauseMs: number): Promise<readonly string[]> {
  await using repository = await createTemporaryRepository();
  const actions = {
    brief: { script: "sleep 1", timeout: "3s" },
    endless: { script: "sleep 600", timeout: "3s", stopGrace: "1s" },
  };
  await repository.commit({ "pipelines/time.yaml": pipelineOfOne("time", actions) });
  await using daemon = startDaemon(repository, ["--max-active-actions", "6"]);
  const inPhase = (phase: RegExp) =>
    recordedUntil(repository, `time-1 is ${phase}`, ({ phases }) => phase.test(phases["time-1"] ?? ""), PATIENCE);
  await inPhase(/running/);
  await paused(daemon, pauseMs, async () => {});
  const verdicts = verdictsOf((await inPhase(/failed|succeeded/)).run("time-1"));
  return [
    ...(verdicts.brief === "succeeded" ? [] : [`what ended in time is ${verdicts.brief}`]),
    ...(verdicts.endless === "failed timeout" ? [] : [`what never ended is ${verdicts.endless}`]),
  ];
}
