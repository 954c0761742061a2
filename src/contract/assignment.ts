/**
 * contract/ — what a component gets and says, the same in every runtime: environment, calls, `[COUT]` lines, masking.
 * In: a run's state, or bytes from a component. Out: an Assignment for a runtime, or a Call for `run/`.
 */
import type { SecretRef } from "../plan/execution-plan.ts";
import type { AttemptKey } from "../run/run-event.ts";

/** All that a runtime needs to start one attempt, in our words. */
export interface Assignment {
  readonly attempt: AttemptKey;
  readonly pipeline: string;
  readonly image?: string;
  readonly program: Program;
  /** Relative to the attempt's working directory (or the source's root). */
  readonly workingDirectory?: string;
  /** The finished map, system variables included. */
  readonly environment: { readonly [name: string]: string };
  /** Variables whose values the runtime fetches itself. */
  readonly secrets: { readonly [name: string]: SecretRef };
  /** The commit whose files are the working directory. */
  readonly source?: string;
}

export type Program =
  | { readonly type: "script"; readonly script: string }
  | { readonly type: "command"; readonly command: readonly string[] }
  /** The image's own. */
  | { readonly type: "image" };
