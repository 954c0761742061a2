import type { Json } from "./json.ts";

const DEEPEST = 64;

/**
 * Reads JSON that a stranger wrote; undefined where it is none, nests deeper than 64, or holds a number that a double
 * cannot. Half a surrogate pair becomes U+FFFD, so that every text can be stored as UTF-8.
 */
export function readJson(text: string): Json | undefined {
  try {
    return soundJson(JSON.parse(text) as Json, DEEPEST);
  } catch {
    return undefined;
  }
}

function soundJson(value: Json, levels: number): Json {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("1e999 is no number");
  if (value === 0) return 0; // -0 would be 0 once it was stored
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) throw new RangeError("nested too deep");
  if (isList(value)) return value.map((item) => soundJson(item, levels - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.toWellFormed(), soundJson(item, levels - 1)]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
