import { UNLIMITED } from "./limits.ts";
import type { Search } from "./search.ts";

/** So many seeds pass to a thread at once. */
const AT_ONCE = 10;

/** Searches that together try so many seeds. */
export function searchesOf(from: number, seeds: number, limits = UNLIMITED): readonly Search[] {
  return Array.from({ length: Math.ceil(seeds / AT_ONCE) }, (_, index) => {
    const done = index * AT_ONCE;
    return { from: from + done, count: Math.min(AT_ONCE, seeds - done), limits };
  });
}
