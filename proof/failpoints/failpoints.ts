import type { Figure } from "../../bench/figure.ts";
import { seededRandom } from "../../test/simulation/seeded-random.ts";
import type { Evidence, Proof, Trial } from "../proof.ts";
import { FAULTS } from "./armed.ts";
import { commandFor, textOf } from "./case.ts";
import { casesOf, sampleOf } from "./cases.ts";
import { type Met, takeInventory } from "./inventory.ts";
import { sweep } from "./sweep.ts";
import type { Outcome } from "./try-case.ts";

/** Each effect of a real daemon is killed, refused, delayed and done twice while it does everything it can. */
export const failpoints: Proof = {
  name: "failpoints",
  tries:
    "At each effect of a daemon that is at rest, has attempts under way, or has a backlog for a remote that was away: a " +
    "kill, an error, 30 s of delay, the effect done twice. Then it must come to rest without a hand.",
  prove,
};

/** Those with a delay mostly wait. */
const HOUSES = { ofDelays: 8, ofOthers: 4 };
const SAMPLE = { ofDelays: 8, ofOthers: 40 };

async function prove({ full, seed, progress }: Trial): Promise<Evidence> {
  progress("looking for effects");
  const met = await takeInventory();
  const cases = casesOf(met, seededRandom(seed, "failpoints"));
  const [allDelays, allOthers] = [cases.filter(isDelay), cases.filter((one) => !isDelay(one))];
  const delays = full ? allDelays : sampleOf(allDelays, SAMPLE.ofDelays);
  const others = full ? allOthers : sampleOf(allOthers, SAMPLE.ofOthers);
  let count = 0;
  const tried = () => progress(`${++count} of ${delays.length + others.length} failpoints`);
  const sweeps = await Promise.all([sweep(delays, HOUSES.ofDelays, tried), sweep(others, HOUSES.ofOthers, tried)]);
  const outcomes = sweeps.flatMap((each) => each.outcomes);
  return {
    figures: figuresOf(met, outcomes),
    broken: [...outcomes.flatMap(brokenBy), ...sweeps.flatMap(({ broken }) => broken)],
    skipped: outcomes.filter(({ hasStruck }) => !hasStruck).map(({ tried: one }) => `never passed: ${textOf(one)}`),
  };
}

function isDelay({ fault }: { readonly fault: string }): boolean {
  return fault === "delay";
}

function brokenBy({ tried, broken }: Outcome): readonly string[] {
  return broken.map((what) => `${textOf(tried)}: ${what}; to see it again: ${commandFor(tried)}`);
}

function figuresOf(met: readonly Met[], outcomes: readonly Outcome[]): readonly Figure[] {
  const struck = outcomes.filter(({ hasStruck }) => hasStruck);
  const ofFault = FAULTS.map((fault) => {
    const all = struck.filter(({ tried }) => tried.fault === fault);
    const slowest = Math.max(0, ...all.map(({ seconds }) => seconds));
    return {
      name: fault,
      value: all.length,
      unit: "cases",
      note: `at rest after ${slowest.toFixed(0)} s at most`,
    };
  });
  const byRoom = Map.groupBy(new Set(met.map(({ name }) => name)), roomOf);
  return [
    ...Array.from(byRoom, ([room, { length }]) => ({ name: `effects of ${room}`, value: length, unit: "effects" })),
    ...ofFault,
    {
      name: "ended at its start, and started again",
      value: struck.reduce((sum, { ends }) => sum + ends, 0),
      unit: "times",
    },
    { name: "repairs by hand", value: outcomes.flatMap(repairs).length, unit: "repairs", goal: { atMost: 0 } },
  ];
}

function roomOf(name: string): string {
  return /^(?:simple-git|[^/]+\/[^/]+)/.exec(name)?.[0] ?? name;
}

function repairs({ broken }: Outcome): readonly string[] {
  return broken.filter((what) => what.startsWith("a repair by hand"));
}
