/**
 * parser/ — `definitions/` in workers, so that hostile or large YAML never holds the event loop.
 * In: texts by blob id. Out: parsed files, and positions of problems found later.
 */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { ParsedFile, PlacedProblem } from "../definitions/definition.ts";

export interface Parser {
  /** One ParsedFile for each blob, in order. A text on which a worker dies or hangs (10 s) becomes a problem of that file. */
  parse(blobs: readonly BlobText[]): Promise<readonly ParsedFile[]>;
  /** Gives problems their lines by parsing their blobs again; those of a blob come together. */
  locate(problems: readonly PlacedProblem[], texts: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

export interface BlobText {
  readonly blob: string;
  readonly text: string;
}
