import { availableParallelism } from "node:os";
import { seededRandom } from "../../../test/simulation/seeded-random.ts";
import type { Proof } from "../../proof.ts";
import { cannotTrace } from "../can-trace.ts";
import { inHouses } from "../in-houses.ts";
import { inParts, shuffled } from "./in-parts.ts";
import { type PlacedFault, playFaults } from "./play-faults.ts";
import { callsOfOneRecord } from "./record.ts";

/** A kill at each call that writes. */
export const syscalls: Proof = {
  name: "syscalls",
  tries:
    "The calls to the system that write are counted, in the daemon and in the Git commands that it starts, while one run " +
    "is asked for, carried out and recorded. Then the process is killed by SIGKILL at each of them, each in a run of its " +
    "own; a daemon is started again, and all must be as promised.",
  async prove({ full, seed, progress }) {
    const missing = await cannotTrace();
    if (missing !== undefined) return { figures: [], broken: [], skipped: [missing] };
    const all = await killsAtCalls();
    const faults = shuffled(all, seededRandom(seed, "syscalls")).slice(0, full ? all.length : 12);
    const parts = inParts(faults, full ? 12 : 4);
    const counts = { played: 0, met: 0, ended: 0 };
    const broken = await inHouses(parts.length, 2 * availableParallelism(), (house, number) => {
      progress(`${counts.played} kills of ${faults.length}`);
      return playFaults(house, parts[number - 1] ?? [], counts);
    });
    return {
      figures: [
        { name: "calls that write, of one record", value: all.length, unit: "calls" },
        { name: "calls chosen", value: counts.played, unit: "calls" },
        {
          name: "killed there",
          value: counts.met,
          unit: "processes",
          note: "the others came to fewer calls this time",
        },
        { name: "of them daemons", value: counts.ended, unit: "daemons" },
      ],
      broken,
    };
  },
};

async function killsAtCalls(): Promise<readonly PlacedFault[]> {
  const counts = await callsOfOneRecord();
  return [...counts].flatMap(([place, calls]) =>
    [...calls].flatMap(([call, most]) =>
      Array.from({ length: most }, (_, index) => ({ place, call, what: "KILL" as const, nth: index + 1 })),
    ),
  );
}
