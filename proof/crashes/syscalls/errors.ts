import type { Proof } from "../../proof.ts";
import { cannotTrace } from "../can-trace.ts";
import type { Fault } from "./fault.ts";
import type { PlacedFault } from "./play-faults.ts";
import { playSome } from "./play-some.ts";
import { GIT_COMMANDS } from "./record.ts";

/** What the system refuses, once or for a while. */
export const errors: Proof = {
  name: "errors",
  tries:
    "Calls to the system are answered with ENOSPC, EIO, EMFILE or EAGAIN, at one call or at every one for two seconds, in " +
    "the daemon and in the Git commands that it starts, while a run is asked for, carried out and recorded. Then the " +
    "daemon goes on by itself, or ends and says why and is started again, and all must be as promised.",
  async prove(trial) {
    const missing = await cannotTrace();
    if (missing !== undefined) return { figures: [], broken: [], skipped: [missing] };
    const { counts, broken } = await playSome(ALL, trial, "errors", "faults");
    return {
      figures: [
        { name: "faults chosen", value: counts.played, unit: "faults" },
        { name: "met", value: counts.met, unit: "faults", note: "the others' call was not made so often" },
        { name: "daemons that one ended", value: counts.ended, unit: "daemons", note: "the others went on" },
      ],
      broken,
    };
  },
};

type Refusals = readonly (readonly [what: Fault["what"], calls: readonly string[], nths: readonly Fault["nth"][]])[];

/**
 * Neither `write` nor `read`: by them Node wakes its threads and hears its children, which no disk refuses. Full disks
 * are a proof of their own.
 */
const IN_DAEMON: Refusals = [
  ["ENOSPC", ["pwrite64", "openat", "mkdir", "link"], [1, 2, 3, 5, "every"]],
  ["EIO", ["pwrite64", "fsync", "openat", "pread64", "unlink"], [1, 2, 3, 5, "every"]],
  ["EMFILE", ["openat", "socket", "socketpair", "pipe2", "accept4"], [1, 2, 3, 5, "every"]],
  ["EAGAIN", ["clone,clone3,fork,vfork"], [1, 2, 3, "every"]],
];

const IN_GIT: Refusals = [
  ["ENOSPC", ["write", "mkdir", "link", "rename"], [1, 3, "every"]],
  ["EIO", ["write", "read", "pread64"], [1, 3, "every"]],
  ["EMFILE", ["openat", "socket", "pipe2"], [1, 20, "every"]],
  ["EAGAIN", ["clone,clone3,fork,vfork"], [1, "every"]],
];

const ALL: readonly PlacedFault[] = [
  ...faultsOf("daemon", IN_DAEMON),
  ...GIT_COMMANDS.flatMap((command) => faultsOf(command, IN_GIT)),
];

function faultsOf(place: PlacedFault["place"], refusals: Refusals): readonly PlacedFault[] {
  return refusals.flatMap(([what, calls, nths]) =>
    calls.flatMap((call) => nths.map((nth) => ({ place, call, what, nth }))),
  );
}
