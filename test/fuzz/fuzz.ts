import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CORPUS } from "./corpus.ts";
import { type FuzzOptions, type FuzzResult, fuzzTarget } from "./fuzz-target.ts";

const TARGETS = join(import.meta.dirname, "targets");
/** Processes at once. */
const LANES = 2;

/** The names of all targets. */
export function allTargets(): readonly string[] {
  return readdirSync(TARGETS).map((file) => file.replace(/\.ts$/, ""));
}

/** Fuzzes targets, each for some seconds, and tells of each when it is done; the results come in the order of the targets. */
export async function fuzz(
  targets: readonly string[],
  options: Pick<FuzzOptions, "seed" | "seconds">,
  done: (result: FuzzResult) => void = () => {},
): Promise<readonly FuzzResult[]> {
  const results = new Map<string, FuzzResult>();
  const waiting = [...targets];
  const lane = async () => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const result = await fuzzTarget(target, { ...options, targets: TARGETS, corpus: CORPUS });
      results.set(target, result);
      done(result);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return targets.flatMap((target) => results.get(target) ?? []);
}
