import { type Case, STATES, type State } from "./case.ts";
import { bring, type Laboratory, openLaboratory, PATIENCE_MS } from "./laboratory.ts";

/** Where an effect is met in a state. */
export type Met = Pick<Case, "name" | "state" | "moment">;

/** Finds the effects of the daemon by letting it do everything once in each state, with nothing going wrong. */
export async function takeInventory(): Promise<readonly Met[]> {
  return (await Promise.all(STATES.map(metIn))).flat();
}

/** Each effect once: in the daemon's work where it is met there, else at its start or its end. */
async function metIn(state: State): Promise<readonly Met[]> {
  await using laboratory = await openLaboratory();
  const found = new Map<string, Met>();
  for (const moment of ["work", "start", "end"] as const)
    for (const name of await passedIn(laboratory, state, moment))
      if (!found.has(name)) found.set(name, { name, state, moment });
  const [end] = laboratory.daemon.unaskedEnds();
  if (end) throw new Error(`the daemon ended without a fault: ${end.said}`);
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

async function passedIn(laboratory: Laboratory, state: State, moment: Case["moment"]): Promise<readonly string[]> {
  const { house, notes, daemon } = laboratory;
  if (moment === "end") {
    notes.arm({ heading: moment });
    await daemon.stop();
  } else {
    await bring(laboratory, state, moment, () => notes.arm({ heading: moment }));
    await house.rested(PATIENCE_MS);
  }
  notes.disarm();
  return notes.passed(moment);
}
