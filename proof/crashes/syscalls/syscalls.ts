import type { Proof } from "../../proof.ts";
import { cannotTrace } from "../can-trace.ts";
import type { PlacedFault } from "./play-faults.ts";
import { playSome } from "./play-some.ts";
import { callsOfOneRecord } from "./record.ts";

/** A kill at each call that writes. */
export const syscalls: Proof = {
  name: "syscalls",
  tries:
    "The calls to the system that write are counted, in the daemon and in the Git commands that it starts, while one run " +
    "is asked for, carried out and recorded. Then the process is killed by SIGKILL at each of them, each in a run of its " +
    "own; a daemon is started again, and all must be as promised.",
  async prove(trial) {
    const missing = await cannotTrace();
    if (missing !== undefined) return { figures: [], broken: [], skipped: [missing] };
    const all = await killsAtCalls();
    const { counts, broken } = await playSome(all, trial, "syscalls", "kills");
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
