import { fillDisks } from "./fill-disks.ts";

/** In name spaces of its own; arguments: the seed, and how many houses of each kind. Says its Evidence as JSON. */
const [seed, houses] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await fillDisks({ seed: seed ?? 0, houses: houses ?? 1 })));
