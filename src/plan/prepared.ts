import type { PlacedProblem } from "../definitions/definition.ts";

/** What planning needs to know of a pipeline together with the components it uses; made once for each content. */
export interface PreparedPipeline {
  /** Empty = it may start. */
  readonly problems: readonly PlacedProblem[];
  /** Digest of what it would do: its canonical form and that of the components it uses (formats: what starts a run). */
  readonly definitionDigest: string;
}
