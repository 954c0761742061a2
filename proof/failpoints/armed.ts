import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const FAULTS = ["kill", "error", "delay", "twice"] as const;

export type Fault = (typeof FAULTS)[number];

/** What a daemon is told to do at the next pass through a failpoint. */
export interface Armed {
  /** The failpoint. */
  readonly name: string;
  readonly fault: Fault;
  /** Whether the effect is done when it strikes. Of "twice": whether the first answer counts, or the second. */
  readonly when: "before" | "after";
  /** Decides which of the errors that the effect can give it gives. */
  readonly chance: number;
  readonly delayMs: number;
}

/** Where a proof and the daemons that it disturbs leave notes for each other: files, so that a kill loses none. */
export interface Notes {
  /** Arms one failpoint; or notes each pass from now on under this heading. */
  arm(armed: Armed | { readonly heading: string }): void;
  /** False where it has struck, or nothing was armed. */
  disarm(): boolean;
  /** Failpoints that were passed under a heading, each as often as it was. */
  passed(heading: string): readonly string[];
}

/** The proof's side of the folder. */
export function openNotes(folder: string): Notes {
  mkdirSync(folder, { recursive: true });
  return {
    arm(armed) {
      writeFileSync(`${armedIn(folder)}.new`, JSON.stringify(armed));
      renameSync(`${armedIn(folder)}.new`, armedIn(folder)); // whoever looks finds all of it or nothing
    },
    disarm() {
      const hasNotStruck = existsSync(armedIn(folder));
      rmSync(armedIn(folder), { force: true });
      return hasNotStruck;
    },
    passed(heading) {
      const lines = existsSync(passesIn(folder)) ? readFileSync(passesIn(folder), "utf8").split("\n") : [];
      return lines.flatMap((line) => (line.startsWith(`${heading}\t`) ? [line.slice(heading.length + 1)] : []));
    },
  };
}

/** The daemon's side, at each pass: the fault that strikes now, which it does only once. */
export function strikeAt(folder: string, name: string): Armed | undefined {
  if (!existsSync(armedIn(folder))) return undefined;
  const armed: Armed | { readonly heading: string } = JSON.parse(readFileSync(armedIn(folder), "utf8"));
  if ("heading" in armed) appendFileSync(passesIn(folder), `${armed.heading}\t${name}\n`);
  if ("heading" in armed || armed.name !== name) return undefined;
  rmSync(armedIn(folder));
  return armed;
}

function armedIn(folder: string): string {
  return join(folder, "armed.json");
}

function passesIn(folder: string): string {
  return join(folder, "passes");
}
