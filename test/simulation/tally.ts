/** How much happened in some histories. */
export interface Tally {
  readonly histories: number;
  readonly runs: number;
  /** Programs that really started. */
  readonly attempts: number;
  readonly crashes: number;
  /** On both branches, by people and by daemons. */
  readonly commits: number;
  readonly virtualSeconds: number;
}

export const NOTHING_HAPPENED: Tally = {
  histories: 0,
  runs: 0,
  attempts: 0,
  crashes: 0,
  commits: 0,
  virtualSeconds: 0,
};

export function sumOf(a: Tally, b: Tally): Tally {
  return {
    histories: a.histories + b.histories,
    runs: a.runs + b.runs,
    attempts: a.attempts + b.attempts,
    crashes: a.crashes + b.crashes,
    commits: a.commits + b.commits,
    virtualSeconds: a.virtualSeconds + b.virtualSeconds,
  };
}

/** One line: `200 histories, 1,903 runs, …, 61 virtual hours`. */
export function tallyText({ virtualSeconds, ...counts }: Tally): string {
  const words = Object.entries(counts).map(([what, count]) => `${count.toLocaleString("en")} ${what}`);
  return `${words.join(", ")}, ${Math.round(virtualSeconds / 3_600).toLocaleString("en")} virtual hours`;
}
