import type { Check } from "./happenings.ts";

/** Listens for runs that were recorded and forgotten, and then lost with branch and cache, which the log must have said. */
export function lostRuns(): Required<Pick<Check, "forgotten" | "logged">> & { readonly lost: ReadonlySet<string> } {
  const forgotten = new Set<string>();
  const lost = new Set<string>();
  return {
    lost,
    forgotten: (uid) => void forgotten.add(uid),
    logged(line) {
      if (saysLost(line)) for (const uid of forgotten) lost.add(uid);
    },
  };
}

/** What a branch held before it was rewritten is nowhere any more. */
export function saysLost(line: string): boolean {
  return line.includes("nowhere to be found");
}
