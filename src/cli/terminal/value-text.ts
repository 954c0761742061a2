import type { Json } from "../../base/json.ts";

const LONGEST = 70; // a SHA-256 is left whole
const KEPT_END = 9;

/** A value on one line, the middle of a long one left out. */
export function valueText(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - KEPT_END - 3)} … ${text.slice(-KEPT_END)}`;
}
