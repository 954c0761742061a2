import type { Capability } from "../../src/contract/capability.ts";

/** An attempt as its component knows it. */
export interface Attempt {
  /** What its event data say that it is called. */
  readonly who: string;
  /** Of its URLs, each with its mac. */
  readonly paths: { readonly [what in Capability["what"]]: string };
}

/** All that those who attack a listener know: every URL that it ever gave, and none of its keys. */
export interface Target {
  readonly port: number;
  /** Their components call as they should. */
  readonly good: readonly Attempt[];
  /** Nobody calls for them as one should: nothing may ever be stored for them. */
  readonly silent: readonly Attempt[];
}

/** What a process of the proof has to tell once it is done. */
export interface Told {
  readonly counts: { readonly [what: string]: number };
  readonly broken: readonly string[];
}

/** How long anybody waits for an answer: far longer than the listener takes for anything. */
export const PATIENCE_MS = 30_000;

/** How often something is tried that is not answered: not to answer is no answer, and stores nothing. */
export const TRIES = 5;
