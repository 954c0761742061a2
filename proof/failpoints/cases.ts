import type { SeededRandom } from "../../test/simulation/seeded-random.ts";
import { FAULTS } from "./armed.ts";
import { type Case, DELAY_MS } from "./case.ts";
import type { Met } from "./inventory.ts";

/** Every fault at every effect in every state where it is met, in an order of chance; chance says before or after, too. */
export function casesOf(met: readonly Met[], random: SeededRandom): readonly Case[] {
  const all = met.flatMap((each) =>
    FAULTS.map((fault): Case => {
      const when = random.pick(["before", "after"] as const);
      return { ...each, fault, when, chance: random.between(0, 99), delayMs: DELAY_MS };
    }),
  );
  return all
    .map((one) => ({ one, at: random.fraction() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** So many of them, as different as can be: none of an effect twice before there is one of each. */
export function sampleOf(cases: readonly Case[], count: number): readonly Case[] {
  const ofEffects = [...Map.groupBy(cases, ({ name }) => name).values()];
  const mostOfOne = Math.max(...ofEffects.map(({ length }) => length));
  const rounds = Array.from({ length: mostOfOne }, (_, round) => ofEffects.flatMap((ofOne) => ofOne[round] ?? []));
  return rounds.flat().slice(0, count);
}
