/**
 * repository/ — Git, or a folder, as snapshots to read and a branch to record on.
 * In: a remote. Out: what is there, and our own commits on the status branch, always plain fast-forwards.
 */

export interface Repository {
  /** What the watched branch (or `at`, a commit reachable from it) holds now, freshly fetched. Throws `branch-missing`, `unknown-commit`. */
  snapshot(at?: string): Promise<Snapshot>;
  /** Blobs of a snapshot as UTF-8 text by id; each is cut after 300 KiB, more than any definition may have. */
  read(blobs: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Paths that the commit added or changed against its first parent (all of them for a root commit). */
  changedBy(commit: string): Promise<readonly string[]>;
  /** A tar of the commit's files without `status/`; the path of a file that lives at least an hour. */
  archive(commit: string): Promise<string>;
  /** Calls `look` when something may have changed; the answer ends it. The truth is the next snapshot. */
  watch(look: () => void): () => void;
  /**
   * Fetches the status branch, asks `compose` what to write on its tip, and pushes; again for each new tip. `acknowledged`
   * is the tip that an earlier call answered last: a status branch of its own that was deleted is pushed again from it,
   * and where the history was rewritten, `compose` sees in `tip.lost` what the branch held. Throws `recording-blocked`.
   */
  record(compose: Compose, acknowledged?: string): Promise<Recorded>;
  /** Commits one new file on the watched branch with the user's own identity, beside work tree and index. */
  submit(file: {
    readonly path: string;
    readonly text: string;
    readonly message: string;
  }): Promise<{ readonly commit: string }>;
}

export interface Snapshot {
  readonly commit: string;
  readonly branch: string;
  /** The remote without credentials, for people. */
  readonly repository: string;
  /** Every file but those under `status/`, sorted by path. */
  readonly entries: readonly Entry[];
  /** The tip of the status branch; undefined where there is none yet. */
  readonly statusTip: string | undefined;
  /** The text of `status/owner.yaml` there; undefined where it has none. */
  readonly statusOwner: string | undefined;
}

export interface Entry {
  readonly path: string;
  readonly blob: string;
  /** Git's file mode, e.g. `100644`; `120000` a link, `160000` a submodule. */
  readonly mode: string;
}

/** The status branch as it stands. */
export interface Tip {
  /** Undefined where the branch does not exist. */
  readonly commit: string | undefined;
  /** Blob ids of all files by path. */
  list(): Promise<ReadonlyMap<string, string>>;
  /** Texts of those of the paths that exist. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What the branch held when it was acknowledged, where its history no longer does; "unreadable" where nobody has it any more. */
  readonly lost?: Tip | "unreadable";
}

/** What to write on this tip; undefined = nothing to say. */
export type Compose = (tip: Tip) => Promise<Change | undefined>;

export interface Change {
  readonly message: string;
  /** `null` removes the file. */
  readonly files: ReadonlyMap<string, string | null>;
}

export interface Recorded {
  /** The tip that the remote acknowledged, ours or, where there was nothing to say, the one found. */
  readonly tip: string | undefined;
  readonly committed: boolean;
}
