import { type Case, commandFor } from "./case.ts";
import { type Laboratory, openLaboratory } from "./laboratory.ts";
import { type Outcome, tryCase } from "./try-case.ts";

/** So many one after the other in one house, before it is audited and left. */
const CASES_OF_A_HOUSE = 20;

export interface Sweep {
  readonly outcomes: readonly Outcome[];
  /** What the audits of the houses found. */
  readonly broken: readonly string[];
}

/** Tries all of the cases, in `houses` houses at a time. `tried` hears of each. */
export async function sweep(cases: readonly Case[], houses: number, tried: (outcome: Outcome) => void): Promise<Sweep> {
  const waiting = [...cases];
  const outcomes: Outcome[] = [];
  const broken: string[] = [];

  async function tryInHouses(): Promise<void> {
    while (waiting.length > 0) broken.push(...(await tryInOne()));
  }

  /** Until one fails: what it left behind would be found again by the next ones. */
  async function tryInOne(): Promise<readonly string[]> {
    await using laboratory = await openLaboratory();
    const all: Case[] = [];
    while (all.length < CASES_OF_A_HOUSE) {
      const next = waiting.shift();
      if (!next) break;
      const outcome = await tryOrTryAtStart(laboratory, next);
      outcomes.push(outcome);
      all.push(outcome.tried);
      tried(outcome);
      if (outcome.broken.length > 0) return [];
    }
    await laboratory.daemon.stop();
    const found = await laboratory.house.audit();
    return found.length === 0 ? [] : [`${found.join("; ")}; one of these has led to it: ${commandFor(...all)}`];
  }

  await Promise.all(Array.from({ length: Math.min(houses, cases.length) }, tryInHouses));
  return { outcomes, broken };
}

/** Some effects belong to the work of a daemon, and are done only once by each. */
async function tryOrTryAtStart(laboratory: Laboratory, tried: Case): Promise<Outcome> {
  const outcome = await tryCase(laboratory, tried);
  if (outcome.hasStruck || outcome.broken.length > 0 || tried.moment !== "work") return outcome;
  return tryCase(laboratory, { ...tried, moment: "start" });
}
