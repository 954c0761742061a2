import type { Diagnostic } from "../base/diagnostic.ts";

/** A problem at an offset in the text of a file. */
export interface TextProblem extends Pick<Diagnostic, "code" | "message" | "hint"> {
  readonly offset: number;
}
