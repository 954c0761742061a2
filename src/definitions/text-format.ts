import { type FormatName, fullFormats } from "ajv-formats/dist/formats.js";

/** Longer texts are of no format: some of the expressions behind take time quadratic in the length. */
const MOST_CHARACTERS = 1_000;

/** Whether a text is of a format of JSON Schema, e.g. `date-time`; every text is of a format that is not known. */
export function fitsFormat(format: string, text: string): boolean {
  if (!isFormatName(format)) return true;
  if (text.length > MOST_CHARACTERS) return false;
  const known = fullFormats[format];
  if (known instanceof RegExp) return known.test(text);
  const validate = typeof known === "object" ? known.validate : known;
  return typeof validate === "function" ? (validate as (text: string) => boolean)(text) : true;
}

function isFormatName(format: string): format is FormatName {
  return Object.hasOwn(fullFormats, format);
}
