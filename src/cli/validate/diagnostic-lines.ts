import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Paint } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";

/** A problem as compilers show it: place, code, message, then the line it stands in, a caret, and what to do. */
export function diagnosticLines(diagnostic: Diagnostic, source: string | undefined, paint: Paint): readonly string[] {
  const { file, line, column, code, message, hint } = diagnostic;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const lines = [`${paint("bold", `${place}:`)} ${paint("red", code)}: ${printable(message)}`];
  const text = line === undefined ? undefined : source?.split(/\r?\n/)[line - 1];
  const gutter = " ".repeat(String(line ?? "").length + 2);
  if (text !== undefined) {
    lines.push(`${paint("dim", `  ${line} |`)} ${visible(text)}`);
    if (column !== undefined) lines.push(`${gutter} ${paint("dim", "|")} ${paint("red", caret(text, column))}`);
  }
  if (hint !== undefined) lines.push(`${gutter} ${paint("dim", "=")} ${printable(hint)}`);
  return lines;
}

/** Under the word that begins at the column; a line is cut at 160 characters, and so is its caret. */
function caret(text: string, column: number): string {
  const word = /^(?:[\w.$/-]+|"[^"]*"|'[^']*')/.exec(text.slice(column - 1))?.[0] ?? "";
  const before = visible(text.slice(0, column - 1)).replace(/\S/g, " ");
  return `${before}${"^".repeat(Math.max(1, word.length))}`.slice(0, LONGEST_LINE);
}

const LONGEST_LINE = 160;

/** Tabs count as one column, in the file as in what is shown: the caret stays below its word. */
function visible(text: string): string {
  return printable(text).slice(0, LONGEST_LINE);
}
