/**
 * Tries single failpoints, each in a house of its own: `node proof/failpoints/again.ts "idle, work, kill, before, 7,
 * simple-git git fast-import"`. Without arguments it lists the effects, and where each is met.
 */
import { caseFrom } from "./case.ts";
import { takeInventory } from "./inventory.ts";
import { sweep } from "./sweep.ts";

const cases = process.argv.slice(2).map(caseFrom);
if (cases.length === 0) {
  for (const [name, met] of Map.groupBy(await takeInventory(), (each) => each.name))
    console.log(`${name}: ${met.map(({ state, moment }) => `${state} (${moment})`).join(", ")}`);
}
for (const one of cases) console.log(await sweep([one], 1, () => {}));
