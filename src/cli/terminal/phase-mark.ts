import type { Colour, Paint } from "./paint.ts";

type Phase =
  | "queued"
  | "pending"
  | "waiting"
  | "starting"
  | "running"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "skipped";

const MARKS: { readonly [phase in Phase]: readonly [mark: string, colour: Colour] } = {
  queued: ["○", "dim"],
  pending: ["·", "dim"],
  waiting: ["○", "yellow"],
  starting: ["●", "cyan"],
  running: ["●", "cyan"],
  succeeded: ["✓", "green"],
  failed: ["✗", "red"],
  cancelled: ["⊘", "yellow"],
  skipped: ["–", "dim"],
};

/** One sign for a phase, in its colour. */
export function phaseMark(phase: Phase, paint: Paint): string {
  const [mark, colour] = MARKS[phase];
  return paint(colour, mark);
}

/** The phase as a word, in its colour. */
export function phaseWord(phase: Phase, paint: Paint): string {
  return paint(MARKS[phase][1], phase);
}
