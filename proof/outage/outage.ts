import type { Figure } from "../../bench/figure.ts";
import type { Evidence, Proof, Trial } from "../proof.ts";
import { type Away, surviveOutage } from "./survive-outage.ts";

const QUICK: readonly Away[] = [
  { how: "silent", statusBranch: "pilotage-status", leastMs: 0 },
  { how: "refusing", statusBranch: "main", leastMs: 0 },
];

/** Longer than any limit of the network, so that a command that hangs has to be killed. */
const LONG_MS = 80_000;

const FULL: readonly Away[] = [
  { how: "refusing", statusBranch: "pilotage-status", leastMs: 0 },
  { how: "broken", statusBranch: "pilotage-status", leastMs: 0 },
  { how: "silent", statusBranch: "pilotage-status", leastMs: LONG_MS },
  { how: "trickling", statusBranch: "pilotage-status", leastMs: LONG_MS },
  { how: "silent", statusBranch: "main", leastMs: 0 },
  { how: "refusing", statusBranch: "main", leastMs: 0 },
];

export const outage: Proof = {
  name: "outage",
  tries:
    "The remote goes away while runs end, call back and start their next actions: it refuses connections, breaks them, " +
    "accepts and stays silent, or begins answers that never end. Then it returns, and where the status lies on the " +
    "watched branch, people push there at that moment too.",
  async prove(trial) {
    const figures: Figure[] = [];
    const broken: string[] = [];
    for (const away of trial.full ? FULL : QUICK) {
      const name = `${away.how}, ${away.statusBranch}`;
      const found = await survived(trial, away);
      figures.push(...found.figures.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` })));
      broken.push(...found.broken.map((what) => `${name}: ${what}`));
    }
    return { figures, broken };
  },
};

function survived(trial: Trial, away: Away): Promise<Evidence> {
  trial.progress(`the remote is ${away.how}, with the status on ${away.statusBranch}`);
  return surviveOutage({ ...away, seed: trial.seed, results: trial.full ? 1_000 : 100, people: trial.full ? 20 : 6 });
}
