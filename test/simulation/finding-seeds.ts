import { readFile, writeFile } from "node:fs/promises";
import { allBugs } from "./all-bugs.ts";

const FILE = new URL("./finding-seeds.json", import.meta.url);

/** For each planted bug, by name, a seed that finds it. */
export async function findingSeeds(): Promise<ReadonlyMap<string, number>> {
  const seeds: { readonly [name: string]: number } = JSON.parse(await readFile(FILE, "utf8"));
  return new Map(Object.entries(seeds));
}

/** Keeps these; those of bugs that were not tried stay. */
export async function keepFindingSeeds(found: ReadonlyMap<string, number>): Promise<void> {
  const before = await findingSeeds();
  const seeds = allBugs.map(({ name }) => [name, found.get(name) ?? before.get(name)]);
  await writeFile(FILE, `${JSON.stringify(Object.fromEntries(seeds), null, 2)}\n`);
}
