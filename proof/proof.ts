import type { Figure } from "../bench/figure.ts";

/** One way to attack the promises of docs/promises.md with real parts. */
export interface Proof {
  readonly name: string;
  /** What is tried, in one sentence; it stands above its figures on the page. */
  readonly tries: string;
  /** Rejects only where it could not be tried at all. */
  prove(trial: Trial): Promise<Evidence>;
}

/** How it is tried. */
export interface Trial {
  /** The whole of it, as the page shows it; else the small part that every change must pass. */
  readonly full: boolean;
  /** All chance comes from it. */
  readonly seed: number;
  /** Shows how far it has come. */
  progress(line: string): void;
}

/** What came of it. */
export interface Evidence {
  /** What was tried and measured; one that misses its goal is printed so, and breaks no promise. */
  readonly figures: readonly Figure[];
  /** Promises that were broken, each with how to see it again; an empty list is the proof. */
  readonly broken: readonly string[];
  /** What could not be tried on this machine, and what is missing for it. */
  readonly skipped?: readonly string[];
}
