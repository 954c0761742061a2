import { linearPattern } from "../definitions/linear-pattern.ts";
import { CelFailure } from "./cel-failure.ts";
import type { CelType } from "./cel-type.ts";
import type { CelKind, CelMap, CelValue } from "./cel-value.ts";

/** One form of a function: what it takes (a method's receiver first), what it gives, what it does. */
export interface CelFunction {
  readonly takes: readonly CelKind[];
  readonly gives: CelType;
  readonly run: (values: readonly CelValue[]) => CelValue;
  /** Steps beyond a look at each character or item. */
  readonly work?: (values: readonly CelValue[]) => number;
}

interface KindValues {
  readonly null: null;
  readonly boolean: boolean;
  readonly integer: bigint;
  readonly number: number;
  readonly string: string;
  readonly array: readonly CelValue[];
  readonly object: CelMap;
}

type ValuesOf<Kinds extends readonly CelKind[]> = { readonly [Index in keyof Kinds]: KindValues[Kinds[Index]] };

const BOOLEAN: CelType = { kind: "boolean" };
const INTEGER: CelType = { kind: "integer" };
const NUMBER: CelType = { kind: "number" };
const STRING: CelType = { kind: "string" };
const STRINGS: CelType = { kind: "array", items: STRING };

const PARTS_PER_STEP = 20;
const MAX_TEXT = 16 * 1024 * 1024;
const MAX_INTEGER = 2n ** 63n - 1n;

const sizes = [
  form(["string"], INTEGER, (text) => BigInt(characters(text).length)),
  form(["array"], INTEGER, (list) => BigInt(list.length)),
  form(["object"], INTEGER, (map) => BigInt(map.size)),
];

/** All functions by name. */
export const FUNCTIONS: ReadonlyMap<string, readonly CelFunction[]> = new Map([
  ["size", sizes],
  [
    "string",
    [
      form(["string"], STRING, (text) => text),
      form(["integer"], STRING, String),
      form(["number"], STRING, String),
      form(["boolean"], STRING, String),
    ],
  ],
  [
    "int",
    [
      form(["integer"], INTEGER, (integer) => integer),
      form(["number"], INTEGER, (number) => integerOf(Math.trunc(number))),
      form(["string"], INTEGER, (text) => integerOf(/^[-+]?\d{1,19}$/.test(text) ? text : Number.NaN, text)),
    ],
  ],
  [
    "double",
    [
      form(["number"], NUMBER, (number) => number),
      form(["integer"], NUMBER, Number),
      form(["string"], NUMBER, numberOf),
    ],
  ],
  ["bool", [form(["boolean"], BOOLEAN, (boolean) => boolean), form(["string"], BOOLEAN, booleanOf)]],
]);

/** All methods by name. Sizes and positions in texts count characters (code points), as CEL does. */
export const METHODS: ReadonlyMap<string, readonly CelFunction[]> = new Map([
  ["size", sizes],
  ["contains", [form(["string", "string"], BOOLEAN, (text, part) => text.includes(part))]],
  ["startsWith", [form(["string", "string"], BOOLEAN, (text, start) => text.startsWith(start))]],
  ["endsWith", [form(["string", "string"], BOOLEAN, (text, end) => text.endsWith(end))]],
  ["matches", [{ ...form(["string", "string"], BOOLEAN, matches), work: workOfMatches }]],
  ["lowerAscii", [form(["string"], STRING, (text) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase()))]],
  ["upperAscii", [form(["string"], STRING, (text) => text.replace(/[a-z]+/g, (part) => part.toUpperCase()))]],
  ["trim", [form(["string"], STRING, (text) => text.trim())]],
  ["replace", [form(["string", "string", "string"], STRING, (text, from, to) => joined(text.split(from), to))]],
  ["split", [form(["string", "string"], STRINGS, (text, separator) => text.split(separator))]],
  [
    "join",
    [
      form(["array"], STRING, (list) => joined(list, "")),
      form(["array", "string"], STRING, (list, separator) => joined(list, separator)),
    ],
  ],
  ["indexOf", [form(["string", "string"], INTEGER, indexOf)]],
  [
    "substring",
    [
      form(["string", "integer"], STRING, (text, start) => cut(text, start)),
      form(["string", "integer", "integer"], STRING, cut),
    ],
  ],
]);

function form<Kinds extends readonly CelKind[]>(
  takes: readonly [...Kinds],
  gives: CelType,
  run: (...values: ValuesOf<Kinds>) => CelValue,
): CelFunction {
  // A form runs only with values of the kinds that it takes: that is how it was chosen.
  return { takes, gives, run: (values) => run(...(values as ValuesOf<Kinds>)) };
}

function matches(text: string, pattern: string): boolean {
  const compiled = linearPattern(pattern);
  if (compiled === undefined) throw new CelFailure(`${JSON.stringify(pattern)} is no pattern`);
  return compiled.fits(text);
}

/** Each part of a pattern may look at each character. */
function workOfMatches([text, pattern]: readonly CelValue[]): number {
  if (typeof text !== "string" || typeof pattern !== "string") return 0;
  return (text.length * (linearPattern(pattern)?.parts ?? 0)) / PARTS_PER_STEP;
}

/** An integer of 64 bits. */
export function integerOf(value: bigint | number | string, said: unknown = value): bigint {
  const integer = typeof value === "number" && !Number.isFinite(value) ? undefined : BigInt(value);
  if (integer === undefined) throw new CelFailure(`${JSON.stringify(said)} is no integer`);
  if (integer > MAX_INTEGER || integer < -MAX_INTEGER - 1n)
    throw new CelFailure(`${integer} does not fit into 64 bits`);
  return integer;
}

function numberOf(text: string): number {
  const number = /^\s*$/.test(text) ? Number.NaN : Number(text);
  if (Number.isNaN(number)) throw new CelFailure(`${JSON.stringify(text)} is no number`);
  return number;
}

function booleanOf(text: string): boolean {
  if (text !== "true" && text !== "false")
    throw new CelFailure(`${JSON.stringify(text)} is neither "true" nor "false"`);
  return text === "true";
}

function joined(parts: readonly CelValue[], separator: string): string {
  let length = separator.length * parts.length;
  for (const part of parts) {
    if (typeof part !== "string") throw new CelFailure("join() takes a list of texts");
    length += part.length;
  }
  if (length > MAX_TEXT) throw new CelFailure("the text would be longer than 16 MiB");
  return parts.join(separator);
}

function indexOf(text: string, part: string): bigint {
  const at = text.indexOf(part);
  return at < 0 ? -1n : BigInt(characters(text.slice(0, at)).length);
}

function cut(text: string, start: bigint, end?: bigint): string {
  const all = characters(text);
  const stop = end ?? BigInt(all.length);
  if (start < 0n || stop < start || stop > all.length) {
    throw new CelFailure(`substring() goes beyond the ${all.length} characters of the text`);
  }
  return all.slice(Number(start), Number(stop)).join("");
}

function characters(text: string): readonly string[] {
  return [...text];
}
