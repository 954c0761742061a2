import type { Armed } from "./armed.ts";

/** How the daemon stands when a failpoint strikes. */
export const STATES = ["idle", "in flight", "backlog"] as const;

export type State = (typeof STATES)[number];

/** What the daemon does meanwhile: most effects belong to its work, some only to its start or its end. */
type Moment = "work" | "start" | "end";

/** One failpoint that strikes in one way. */
export interface Case extends Armed {
  readonly state: State;
  readonly moment: Moment;
}

/** Longer than most patience, shorter than that of a call to the remote. */
export const DELAY_MS = 30_000;

/** All of a case in one line, which `caseFrom` reads. */
export function textOf({ state, moment, fault, when, chance, name }: Case): string {
  return [state, moment, fault, when, chance, name].join(", ");
}

/** How to try these again alone. */
export function commandFor(...cases: readonly Case[]): string {
  return `node proof/failpoints/again.ts ${cases.map((one) => JSON.stringify(textOf(one))).join(" ")}`;
}

/** The case that a line tells of. */
export function caseFrom(text: string): Case {
  const [state, moment, fault, when, chance, ...name] = text.split(", ");
  return { state, moment, fault, when, chance: Number(chance), name: name.join(", "), delayMs: DELAY_MS } as Case;
}
