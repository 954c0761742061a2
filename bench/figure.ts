/** One measured figure beside what it should be. A figure is printed, never a reason to fail: machines are shared and noisy. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "s" | "/s" | "MB" | "KB" | "%" | "";
  /** Absent: a figure to compare others with. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  /** How it was measured, or what it stands beside. */
  readonly note?: string;
}

/** A group of figures of one run of the program. `quick`: smaller numbers of everything, for each change. */
export interface Benchmark {
  readonly name: string;
  measure(options: { readonly quick: boolean }): Promise<readonly Figure[]>;
}

/** The lines of a report: name, value, goal, and whether it is met. */
export function figureLines(figures: readonly Figure[]): readonly string[] {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures.map((figure) => {
    const value = `${rounded(figure.value)} ${figure.unit}`.padStart(12);
    const goal = goalText(figure);
    const note = figure.note === undefined ? "" : `  (${figure.note})`;
    return `  ${figure.name.padEnd(width)} ${value}  ${goal.padEnd(24)}${note}`.trimEnd();
  });
}

export function isMet({ value, goal }: Figure): boolean {
  if (!goal) return true;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

function goalText(figure: Figure): string {
  if (!figure.goal) return "";
  const bound = "atMost" in figure.goal ? `≤ ${figure.goal.atMost}` : `≥ ${figure.goal.atLeast}`;
  return `${bound} ${figure.unit} ${isMet(figure) ? "met" : "NOT MET"}`;
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
