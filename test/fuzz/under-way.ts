import { existsSync, readFileSync } from "node:fs";

/** What stands before an input in the file that says which one is under way. */
export function headOf(number: number, input: Buffer): Buffer {
  return Buffer.from(`${number} ${input.length}\n`);
}

/** The input under way, with its number; undefined before the first. */
export function inputUnderWay(path: string): { readonly number: number; readonly input: Buffer } | undefined {
  const content = existsSync(path) ? readFileSync(path) : NOTHING;
  const end = content.indexOf("\n");
  const [number, length] = content.toString("latin1", 0, end).split(" ").map(Number);
  if (number === undefined || length === undefined) return undefined;
  return { number, input: content.subarray(end + 1, end + 1 + length) };
}

const NOTHING = Buffer.alloc(0);
