import { availableParallelism } from "node:os";
import { searchInThreads } from "../../test/simulation/search-in-threads.ts";
import { searchesOf } from "../../test/simulation/searches.ts";
import { NOTHING_HAPPENED, sumOf, type Tally, tallyText } from "../../test/simulation/tally.ts";
import type { Evidence, Proof, Trial } from "../proof.ts";

const SEEDS = { full: 10_000, small: 300 } as const;
/** What ten thousand histories may take on two cores. */
const MOST_SECONDS = 600;

/** The daemon's own loops on a virtual clock. */
export const histories: Proof = {
  name: "histories",
  tries:
    "The real loops, planner, run core and publishing run on a virtual clock against models of everything outside, with " +
    "a crash at any effect. Every promise is checked after every step; once the faults stop, all must come to rest.",
  async prove({ full, seed, progress }: Trial): Promise<Evidence> {
    const began = performance.now();
    const seeds = full ? SEEDS.full : SEEDS.small;
    let tally = NOTHING_HAPPENED;
    const broken: string[] = [];
    for await (const found of searchInThreads(searchesOf(seed, seeds), availableParallelism())) {
      tally = sumOf(tally, found.tally);
      progress(tallyText(tally));
      if (found.broken) broken.push(againText(found.broken));
    }
    return { figures: figuresOf(tally, (performance.now() - began) / 1_000, full), broken };
  },
};

function againText({ seed, violations }: { readonly seed: number; readonly violations: readonly string[] }): string {
  return `${violations[0]}: npm run simulate -- --seeds 1 --from ${seed}`;
}

function figuresOf(tally: Tally, seconds: number, full: boolean): Evidence["figures"] {
  const { virtualSeconds, histories, ...counts } = tally;
  return [
    { name: "histories", value: histories, unit: "seeds" },
    ...Object.entries(counts).map(([name, value]) => ({ name, value, unit: "" })),
    { name: "virtual time", value: Math.round(virtualSeconds / 3_600), unit: "h" },
    { name: "time", value: seconds, unit: "s", ...(full && { goal: { atMost: MOST_SECONDS } }) },
  ];
}
