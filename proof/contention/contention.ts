import type { Proof, Trial } from "../proof.ts";
import { type Contest, contend } from "./contend.ts";

export const contention: Proof = {
  name: "contention",
  tries:
    "Outsiders push to the branch that the daemon records on while runs end, each as soon as its last push is through " +
    "and a short rest is over: to the status branch, and, where the status lies on the watched branch, to that one, " +
    "with a request for a run in their commits.",
  async prove(trial) {
    const own = await contend(contestOf(trial, "pilotage-status"));
    trial.progress("half of it is done");
    const shared = await contend(contestOf(trial, "main"));
    return {
      figures: [
        ...own.figures.map((figure) => ({ ...figure, name: `status branch: ${figure.name}` })),
        ...shared.figures.map((figure) => ({ ...figure, name: `watched branch: ${figure.name}` })),
      ],
      broken: [...own.broken, ...shared.broken],
    };
  },
};

/** In both sizes the outsiders together would push five times a second if nobody ever had to push again. */
function contestOf({ full, seed }: Trial, statusBranch: Contest["statusBranch"]): Contest {
  return full
    ? { statusBranch, seed, writers: 20, runs: 200, restMs: [2_000, 6_000], betweenMs: [0, 300] }
    : { statusBranch, seed, writers: 6, runs: 40, restMs: [600, 1_800], betweenMs: [0, 300] };
}
