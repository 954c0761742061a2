import { createInProcessParser } from "../../src/parser/in-process/in-process-parser.ts";
import type { Parser } from "../../src/parser/port.ts";

/** The pure functions, asked once for each blob of a history: a daemon that starts again parses all of them again. */
export function modelParser(): Parser {
  const parser = createInProcessParser();
  const known = new Map<string, ReturnType<Parser["parse"]>>();
  return {
    ...parser,
    async parse(blobs) {
      const files = blobs.map((blob) => {
        const parsed = known.get(blob.blob) ?? parser.parse([blob]);
        known.set(blob.blob, parsed);
        return parsed;
      });
      return (await Promise.all(files)).flat();
    },
  };
}
