import { availableParallelism } from "node:os";
import { seededRandom } from "../../../test/simulation/seeded-random.ts";
import type { Trial } from "../../proof.ts";
import { inHouses } from "../in-houses.ts";
import { inParts, shuffled } from "./in-parts.ts";
import { type PlacedFault, playFaults } from "./play-faults.ts";

/** Plays all of the faults, or a few, in several houses at once; what came of them, and what they broke. `what` they are. */
export async function playSome(
  all: readonly PlacedFault[],
  { full, seed, progress }: Trial,
  name: string,
  what: string,
) {
  const faults = shuffled(all, seededRandom(seed, name)).slice(0, full ? all.length : 12);
  const parts = inParts(faults, full ? 12 : 4);
  const counts = { played: 0, met: 0, ended: 0 };
  const broken = await inHouses(parts.length, 2 * availableParallelism(), (house, number) => {
    progress(`${counts.played} ${what} of ${faults.length}`);
    return playFaults(house, parts[number - 1] ?? [], counts);
  });
  return { counts, broken };
}
