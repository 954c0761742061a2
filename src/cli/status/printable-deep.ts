import { printable } from "../terminal/printable.ts";

/** The same value with each text in it such as a terminal may show: anyone may write to a status branch. */
export function printableDeep<Value>(value: Value): Value {
  return clean(value) as Value; // the same shape: only characters of texts are replaced
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [printable(key), clean(item)]));
}
