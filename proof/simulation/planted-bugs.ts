import { availableParallelism } from "node:os";
import { allBugs } from "../../test/simulation/all-bugs.ts";
import { findingSeeds } from "../../test/simulation/finding-seeds.ts";
import type { Bug } from "../../test/simulation/history.ts";
import { UNLIMITED } from "../../test/simulation/limits.ts";
import { isFound, lookForBugs, MEDIAN_LIMIT } from "../../test/simulation/look-for-bugs.ts";
import { search } from "../../test/simulation/search.ts";
import type { Evidence, Proof, Trial } from "../proof.ts";

/** Whether the simulation would notice. */
export const plantedBugs: Proof = {
  name: "planted-bugs",
  tries:
    "One piece of the daemon is replaced by a wrong one; the simulation must find it, as what it is, within a median of " +
    `${MEDIAN_LIMIT} histories.`,
  prove: ({ full, seed, progress }) => (full ? searched(seed, progress) : replayed()),
};

async function searched(seed: number, progress: Trial["progress"]): Promise<Evidence> {
  const figures: Evidence["figures"][number][] = [];
  const broken: string[] = [];
  for await (const found of lookForBugs(allBugs, { from: seed, workers: availableParallelism() })) {
    const { bug, median, tries } = found;
    progress(bug.name);
    figures.push({
      name: bug.name,
      value: median,
      unit: "histories",
      goal: { atMost: MEDIAN_LIMIT },
      note: tries.join(", "),
    });
    if (!isFound(found)) broken.push(`${bug.name}: npm run simulate -- --bugs ${bug.name} --from ${seed}`);
  }
  return { figures, broken };
}

/** Only from the seeds that are known to find each. */
async function replayed(): Promise<Evidence> {
  const seeds = await findingSeeds();
  const missed: string[] = [];
  for (const bug of allBugs) if (!(await isFoundBy(bug, seeds.get(bug.name) ?? []))) missed.push(bug.name);
  return {
    figures: [{ name: "found again", value: allBugs.length - missed.length, unit: "bugs" }],
    broken: missed.map((name) => `no kept seed finds ${name}: npm run simulate -- --bugs ${name} --keep`),
  };
}

async function isFoundBy(bug: Bug, seeds: readonly number[]): Promise<boolean> {
  for (const from of seeds) {
    const { broken } = await search({ bug: bug.name, from, count: 1, limits: UNLIMITED });
    if (broken && bug.shows.test(broken.violations[0] ?? "")) return true;
  }
  return false;
}
