import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";

/** Collections of scalars that fit in this many columns stand on one line: a table reads better than a ladder. */
const LINE_WIDTH = 200;

/**
 * An object of JSON values as YAML 1.2 for people: stable, keys in their order, nothing folded. Written by hand because a status
 * commit renders thousands of small values, and the library takes eight times as long.
 */
export function yamlText(value: object): string {
  return `${blockLines(value as JsonObject, "").join("\n")}\n`; // an interface has no index signature
}

function blockLines(value: JsonObject | readonly Json[], indent: string): string[] {
  if (!isJsonObject(value)) return value.flatMap((item) => listItem(item, indent));
  return Object.entries(value).flatMap(([key, item]) => entry(keyText(key), item, indent));
}

function listItem(item: Json, indent: string): string[] {
  if (!isJsonObject(item) || oneLine(item, indent.length + 2) !== undefined) return entry("-", item, indent);
  const [first = "", ...rest] = blockLines(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

/** A key with its colon, or the dash of a list, and its value: behind it, or on the lines below. */
function entry(lead: string, value: Json, indent: string): string[] {
  const inline = oneLine(value, indent.length + lead.length + 1);
  if (inline !== undefined) return [`${indent}${lead} ${inline}`];
  if (typeof value === "string") return literalBlock(lead, value, indent);
  return [`${indent}${lead}`, ...blockLines(value as JsonObject | readonly Json[], `${indent}  `)];
}

/** Undefined where it needs lines of its own. */
function oneLine(value: Json, column: number): string | undefined {
  if (typeof value === "string") return isLiteral(value) ? undefined : scalar(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const text = flow(value);
  return text !== undefined && column + text.length <= LINE_WIDTH ? text : undefined;
}

/** A collection that holds nothing but scalars and empty collections. */
function flow(value: JsonObject | readonly Json[]): string | undefined {
  const items = Object.values(value);
  if (items.length === 0) return isJsonObject(value) ? "{}" : "[]";
  if (items.some((item) => !isLeaf(item))) return undefined;
  if (!isJsonObject(value)) return `[${value.map(leaf).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${keyText(key)} ${leaf(item)}`)
    .join(", ")} }`;
}

function isLeaf(value: Json): boolean {
  if (typeof value === "string") return !isLiteral(value);
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}

function leaf(value: Json): string {
  return typeof value === "string" ? scalar(value) : JSON.stringify(value);
}

function keyText(key: string): string {
  return `${scalar(key)}:`;
}

const PLAIN = /^[A-Za-z0-9_./-]+( [A-Za-z0-9_./()-]+)*$/;
const BEGINS_LIKE_A_WORD = /^[A-Za-z/]/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** Begins with a digit, but no number in any YAML has these letters (0x…, 0b… aside). */
const HEX = /^(?!0[xob])[0-9]+[a-f0-9]*[abcdf][a-f0-9]*$/;
/** Words that YAML 1.2 or 1.1 reads as something else. */
const TAKEN = /^(true|false|null|yes|no|on|off|y|n|e-?[0-9_]+)$/i;

/** Plain where every YAML reader takes it for the same text, else in double quotes. */
function scalar(text: string): string {
  if (INSTANT.test(text) || HEX.test(text)) return text;
  if (BEGINS_LIKE_A_WORD.test(text) && PLAIN.test(text) && !TAKEN.test(text)) return text;
  return JSON.stringify(text).replace(
    NOT_IN_YAML,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What JSON leaves as it is, but YAML does not print, or takes for a line break. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Several lines that YAML can show as they are. */
function isLiteral(text: string): boolean {
  return text.includes("\n") && /^[^\s].*[^\s]\n?$/s.test(text) && !UNPRINTABLE.test(text);
}

const UNPRINTABLE = /[^\n\t\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

function literalBlock(lead: string, text: string, indent: string): string[] {
  const ends = text.endsWith("\n");
  const lines = (ends ? text.slice(0, -1) : text).split("\n");
  return [`${indent}${lead} ${ends ? "|" : "|-"}`, ...lines.map((line) => (line === "" ? "" : `${indent}  ${line}`))];
}
