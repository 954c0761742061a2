import { readFile, writeFile } from "node:fs/promises";
import { allBugs } from "./all-bugs.ts";
import type { Bug } from "./history.ts";

const FILE = new URL("./finding-seeds.json", import.meta.url);

/** For each planted bug, by name, seeds that find it: several, because a change of the models moves every history. */
export async function findingSeeds(): Promise<ReadonlyMap<string, readonly number[]>> {
  const seeds: { readonly [name: string]: readonly number[] } = JSON.parse(await readFile(FILE, "utf8"));
  return new Map(Object.entries(seeds));
}

/** Keeps these for one of them. */
export async function keepFindingSeeds({ name: ofThis }: Bug, found: readonly number[]): Promise<void> {
  const before = await findingSeeds();
  const lines = allBugs.map(({ name }) => {
    const seeds = name === ofThis ? found : (before.get(name) ?? []);
    return `  ${JSON.stringify(name)}: [${seeds.join(", ")}]`;
  });
  await writeFile(FILE, `{\n${lines.join(",\n")}\n}\n`);
}
