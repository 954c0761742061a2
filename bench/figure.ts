/** One measured figure beside what it should be. A figure is printed, never a reason to fail: machines are shared and noisy. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What the value counts, e.g. `ms`, `MB`, `commits`. */
  readonly unit: string;
  /** Absent: a figure to compare others with. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  /** How it was measured, or what it stands beside. */
  readonly note?: string;
}

/** A group of figures. `quick`: smaller counts and shorter waits, for each change. Rejects where nothing could be measured. */
export interface Benchmark {
  readonly name: string;
  measure(options: { readonly quick: boolean }): Promise<readonly Figure[]>;
}

/** The lines of a report: name, value, goal, and whether it is met. */
export function figureLines(figures: readonly Figure[]): readonly string[] {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures.map((figure) => {
    const value = `${rounded(figure.value)} ${figure.unit}`.padStart(12);
    const note = figure.note === undefined ? "" : `  (${figure.note})`;
    return `  ${figure.name.padEnd(width)} ${value}  ${goalText(figure).padEnd(20)}${note}`.trimEnd();
  });
}

/** Whether it is as it should be; a figure without a goal always is. */
export function isMet({ value, goal }: Figure): boolean {
  if (!goal) return true;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** The goal, and whether it is met; nothing where there is none. */
export function goalText(figure: Figure): string {
  if (!figure.goal) return "";
  const bound = "atMost" in figure.goal ? `≤ ${rounded(figure.goal.atMost)}` : `≥ ${rounded(figure.goal.atLeast)}`;
  return `${bound}: ${isMet(figure) ? "met" : "NOT MET"}`;
}

/** A value with as many digits as it needs to be compared. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
