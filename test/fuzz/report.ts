import { relative } from "node:path";
import type { Failure, FuzzResult } from "./fuzz-target.ts";

/** What became of one target, for people: a line, and below it each failure with the command that shows it again. */
export function reportOf({ target, inputs, seconds, failures }: FuzzResult): string {
  const bad = failures.length === 0 ? "" : `, ${failures.length} failures`;
  const head = `${target}: ${inputs} inputs in ${seconds.toFixed(1)} s${bad}`;
  return [head, ...failures.map((failure) => failureOf(target, failure))].join("\n");
}

function failureOf(target: string, { did, message, path }: Failure): string {
  const lines = message.split("\n").slice(0, SHOWN_LINES);
  return [
    `  ${did.replaceAll("-", " ")}: ${relative(process.cwd(), path)}`,
    ...lines.map((line) => `    ${line}`),
    `  again: npm run fuzz -- --seconds 0 ${target}`,
  ].join("\n");
}

const SHOWN_LINES = 12;
