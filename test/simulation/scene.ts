import type { RunState } from "../../src/run/run-state.ts";
import type { ModelRemote } from "./model-remote.ts";
import type { People } from "./people.ts";
import type { World } from "./world.ts";

/** What a check may look at. */
export interface Scene {
  readonly world: World;
  readonly remote: ModelRemote;
  readonly people: People;
  /** Every run ever accepted, by uid, each as it was saved last. */
  readonly runs: ReadonlyMap<string, RunState>;
  readonly maxActiveActions: number;
}
