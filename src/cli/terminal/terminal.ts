import type { Paint } from "./paint.ts";

/** Where a command writes: a terminal that redraws, or a file or pipe that only grows. */
export interface Terminal {
  write(text: string): void;
  readonly paint: Paint;
  /** True where a person watches, and what was written can be drawn over. */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** Writes lines, each with its end. */
export function writeLines(terminal: Pick<Terminal, "write">, lines: readonly string[]): void {
  if (lines.length > 0) terminal.write(`${lines.join("\n")}\n`);
}

/** Writes a value for other programs. */
export function writeJson(terminal: Pick<Terminal, "write">, value: unknown): void {
  terminal.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
