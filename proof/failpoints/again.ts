/**
 * Tries single failpoints, each in a house of its own: `node proof/failpoints/again.ts "idle, work, kill, before, 7,
 * simple-git git fast-import"`. Without arguments it lists the effects, and where each is met.
 */
import { caseFrom, textOf } from "./case.ts";
import { takeInventory } from "./inventory.ts";
import { sweep } from "./sweep.ts";

const cases = process.argv.slice(2).map(caseFrom);
if (cases.length === 0) {
  for (const [name, met] of Map.groupBy(await takeInventory(), (each) => each.name))
    console.log(`${name}: ${met.map(({ state, moment }) => `${state} (${moment})`).join(", ")}`);
}
for (const one of cases) {
  const { outcomes, broken } = await sweep([one], 1, () => {});
  for (const outcome of outcomes) console.log({ ...outcome, tried: textOf(outcome.tried) });
  for (const what of broken) console.log(what);
}
