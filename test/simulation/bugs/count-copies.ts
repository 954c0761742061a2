import type { Bug } from "../history.ts";

/** Takes the first of several documents of one name for the one that counts. */
export const countCopies: Bug = {
  name: "count-copies",
  shows: /is carried out, and stands there [2-9] times/,
  core: (core) => ({
    ...core,
    assembleDefinitions(entries, files) {
      const seen = new Set<string>();
      const firsts = entries.filter(({ blob }) => !seen.has(blob) && seen.add(blob));
      return core.assembleDefinitions(firsts, files);
    },
  }),
};
