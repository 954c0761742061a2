import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the inputs of all targets are kept, a folder for each. */
export const CORPUS = join(import.meta.dirname, "corpus");

/** An input that is kept, because it is worth beginning with or because it failed once. */
export interface KeptInput {
  readonly path: string;
  readonly input: Buffer;
}

/** The kept inputs of a target, in the order of their names. */
export function keptInputs(corpus: string, target: string): readonly KeptInput[] {
  const folder = join(corpus, target);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ path: join(folder, name), input: readFileSync(join(folder, name)) }));
}

/** Keeps an input under a name made of what it did and of its content; gives the path. */
export function keepInput(corpus: string, target: string, { did, input }: { did: string; input: Buffer }): string {
  const path = join(corpus, target, `${did}-${createHash("sha256").update(input).digest("hex").slice(0, 8)}`);
  mkdirSync(join(corpus, target), { recursive: true });
  writeFileSync(path, input);
  return path;
}
