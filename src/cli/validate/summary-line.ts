import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Paint } from "../terminal/paint.ts";

/** How much was looked at. */
export interface Checked {
  readonly files: number;
  readonly pipelines: number;
  readonly components: number;
  readonly requests: number;
}

/** How many problems there are, and in what. */
export function summaryLine(checked: Checked, problems: readonly Diagnostic[], paint: Paint): string {
  const looked = [
    counted(checked.pipelines, "pipeline"),
    counted(checked.components, "component"),
    ...(checked.requests > 0 ? [counted(checked.requests, "request")] : []),
  ].join(", ");
  if (problems.length === 0) return `${paint("green", "✓")} ${looked}: no problem`;
  const files = new Set(problems.map(({ file }) => file)).size;
  return `${paint("red", "✗")} ${looked}: ${counted(problems.length, "problem")} in ${counted(files, "file")}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
