import { parseDocument } from "yaml";
import type { Json } from "../base/json.ts";
import { nestingMeter } from "../definitions/nesting.ts";
import { yamlTokens } from "../definitions/yaml-tokens.ts";

/** What our own files stay below, with room. */
const LIMITS = { characters: 4 * 1024 * 1024, tokens: 1_000_000, depth: 64 };

/** What our own files never have, and what makes a parser slow. */
const STRANGE: ReadonlySet<string | null> = new Set(["explicit-key-ind", "alias", "anchor", "tag", "directive-line"]);

/**
 * Reads a status file. The branch is open to others, so the text may be anything: undefined where it is not YAML as we
 * write it, and no text takes more than linear time.
 */
export function parseStatusYaml(text: string): Json | undefined {
  if (!isHarmless(text)) return undefined;
  try {
    const document = parseDocument(text, { uniqueKeys: false, merge: false, logLevel: "silent" });
    return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as Json);
  } catch {
    return undefined; // the library's own limits
  }
}

function isHarmless(text: string): boolean {
  if (text.length > LIMITS.characters) return false;
  const depthAt = nestingMeter();
  let tokens = 0;
  for (const token of yamlTokens(text)) {
    tokens += 1;
    if (tokens > LIMITS.tokens || depthAt(token) > LIMITS.depth || STRANGE.has(token.type)) return false;
  }
  return true;
}
