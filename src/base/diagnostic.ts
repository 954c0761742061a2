/** One problem in what people wrote, as data: never thrown, all of a snapshot's at once. */
export interface Diagnostic {
  /** Path in the repository, or of the file as the user named it. */
  readonly file: string;
  /** From 1; absent where the problem is of the file as a whole. */
  readonly line?: number;
  readonly column?: number;
  /** A word that stays the same over versions, e.g. `unknown-key`; listed in docs/reference/diagnostics.md. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Where in a document a problem lies: the keys and indices from its root; `key: true` means the key itself, not its value. */
export interface Place {
  /** Which document of its file, from 0. */
  readonly document: number;
  readonly pointer: readonly (string | number)[];
  readonly key?: boolean;
}

/** A problem whose line is not known yet: a blob is parsed again to find it, because syntax trees are not kept. */
export interface Problem {
  readonly place: Place;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** The order of file, line, column; without a place it comes first. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
