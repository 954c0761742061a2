import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import { recordedUntil } from "../../test/journeys/recorded.ts";
import { seededRandom } from "../../test/simulation/seeded-random.ts";
import type { House } from "../house/house.ts";
import type { Proof } from "../proof.ts";
import { inHouses } from "./in-houses.ts";
import { type ChildrensFate, killWith } from "./kill-with.ts";
import { ITS_START, type Moment, momentOf } from "./moments.ts";

/** SIGKILL at every moment of a daemon's life, and nobody who tidies up after it. */
export const kills: Proof = {
  name: "kills",
  tries:
    "A daemon with real Git over HTTP and real components is killed by SIGKILL, spread over the time from its start, from " +
    "a commit, from the beginning of an attempt and from a push; every other time its Git commands are killed with it, in " +
    "every fourth house all that it has started. It is started again each time, and at last all must be as promised.",
  async prove({ full, seed, progress }) {
    const [houses, killsOfEach] = full ? [80, 25] : [4, 10];
    const counts = { kills: 0, withIt: 0, runs: 0 };
    const rests: number[] = [];

    async function crash(house: House, moment: Moment, afterMs: number, fate: ChildrensFate, random: Random) {
      await using daemon = house.startDaemon();
      await moment.come(house, daemon, random);
      await setTimeout(afterMs);
      const end = await Promise.race([daemon.ended, setTimeout(0, "lives" as const)]);
      if (end !== "lives") throw new Error(`${afterMs} ms after ${moment.name} the daemon had ended by itself: ${end}`);
      counts.withIt += await killWith(daemon, fate);
      counts.kills += 1;
      progress(`${counts.kills} kills of ${houses * killsOfEach}`);
    }

    async function play(house: House, number: number): Promise<readonly string[]> {
      const random = seededRandom(seed, `house ${number}`);
      const fates = number % 4 === 0 ? WITH_ATTEMPTS : WITHOUT_ATTEMPTS;
      for (let kill = 0; kill < killsOfEach; kill++) {
        // A request that is older than the first look is not carried out: until then nobody asks.
        if (kill === FIRST_STARTS) await firstLook(house);
        const nth = (number - 1) * killsOfEach + kill;
        const moment = kill < FIRST_STARTS ? ITS_START : momentOf(nth);
        const afterMs = evenly(nth, random) * moment.withinMs;
        await crash(house, moment, afterMs, fates[nth % fates.length] ?? "survive", random);
      }
      const began = performance.now();
      await using daemon = house.startDaemon();
      await house.rested();
      rests.push((performance.now() - began) / 1_000);
      counts.runs += house.runsDue;
      await daemon.stop();
      return house.audit({ attemptsWereKilled: fates === WITH_ATTEMPTS });
    }

    const broken = await inHouses(houses, 2 * availableParallelism(), play);
    return {
      figures: [
        { name: "kills", value: counts.kills, unit: "kills" },
        { name: "killed with the daemons", value: counts.withIt, unit: "processes" },
        { name: "runs", value: counts.runs, unit: "runs" },
        { name: "from the last start to rest", value: Math.max(...rests), unit: "s", note: "the longest" },
      ],
      broken,
    };
  },
};

type Random = ReturnType<typeof seededRandom>;

/** In each house, kills of daemons that no daemon went before. */
const FIRST_STARTS = 4;

/** In turn; of another length than the moments, so that each meets each. */
const WITHOUT_ATTEMPTS: readonly ChildrensFate[] = ["survive", "git dies", "survive"];
const WITH_ATTEMPTS: readonly ChildrensFate[] = ["survive", "git dies", "all die"];

async function firstLook(house: House): Promise<void> {
  await using daemon = house.startDaemon();
  await recordedUntil(house.repository, "the first runs", ({ phases }) => "chain-1" in phases, { limitMs: 120_000 });
  await daemon.kill();
}

/** From 0 to 1: any number of them one after the other lie nearly evenly. */
function evenly(nth: number, random: Random): number {
  const GOLDEN = 0.618_033_988_75;
  return (nth * GOLDEN + random.fraction() * 0.01) % 1;
}
