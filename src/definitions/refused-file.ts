import type { InvalidDocument, ParsedFile } from "./definition.ts";
import { roughName } from "./rough-name.ts";

/** Names are looked for no further than this. */
const MOST_CHARACTERS = 256 * 1024;

/** A file that no YAML parser may read, or came to nothing on, with the reason; its documents are named as far as possible. */
export function refusedFile(blob: string, text: string, problems: ParsedFile["problems"]): ParsedFile {
  const parts = text.slice(0, MOST_CHARACTERS).split(/^---(?=\s|$)/m);
  const invalid = parts.flatMap((part, document): InvalidDocument[] => {
    const named = roughName(part);
    return named ? [{ ...named, document }] : [];
  });
  return { blob, documents: [], invalid, problems };
}
