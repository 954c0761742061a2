import { OperationalError } from "../../src/base/operational-error.ts";
import type { Entry } from "../../src/repository/port.ts";
import type { World } from "./world.ts";

export type Branch = "main" | "pilotage-status";

export interface Commit {
  readonly sha: string;
  readonly parent: string | undefined;
  readonly message: string;
  readonly by: "daemon" | "people";
  /** Every file, by path. */
  readonly files: ReadonlyMap<string, File>;
}

export interface File {
  readonly blob: string;
  readonly text: string;
}

/** Files to put, or to take away where they are null. */
export type Changes = ReadonlyMap<string, string | null>;

/** A Git remote as values. Pushes are plain fast-forwards; people may do more. */
export interface ModelRemote {
  head(branch: Branch): Commit | undefined;
  /** Any commit that was ever made, wherever it is. */
  commitOf(sha: string): Commit | undefined;
  textOf(blob: string): string | undefined;
  /** Whether `sha` is `tip` or one of its ancestors. */
  holds(tip: string, sha: string): boolean;
  /** Makes a commit that is on no branch yet. */
  write(parent: string | undefined, changes: Changes, message: string, by: Commit["by"]): Commit;
  /** False where it is no fast-forward. */
  push(branch: Branch, sha: string): boolean;
  /** Files of the status branch that people ever wrote to. */
  readonly byHand: ReadonlySet<string>;
  /** A person's commit on top of a branch, begun with it where there is none. */
  commit(branch: Branch, changes: Changes, message: string): Commit;
  /** A person moves a branch anywhere, or deletes it. */
  force(branch: Branch, sha: string | undefined): void;
  /** No answer to anybody until this instant. */
  outageUntil: number;
  /** Throws during an outage. */
  reach(): void;
  /** Hears of commits of people on the watched branch. */
  readonly hints: Set<() => void>;
}

export function createModelRemote(world: World): ModelRemote {
  const branches = new Map<Branch, string>();
  const commits = new Map<string, Commit>();
  const blobs = new Map<string, string>();
  const texts = new Map<string, string>();
  const byHand = new Set<string>();

  function blobOf(text: string): string {
    const blob = blobs.get(text) ?? idOf("b", blobs.size + 1);
    blobs.set(text, blob);
    texts.set(blob, text);
    return blob;
  }

  const remote: ModelRemote = {
    outageUntil: 0,
    hints: new Set(),
    byHand,
    head: (branch) => commits.get(branches.get(branch) ?? ""),
    commitOf: (sha) => commits.get(sha),
    textOf: (blob) => texts.get(blob),
    holds(tip, sha) {
      for (let at: string | undefined = tip; at !== undefined; at = commits.get(at)?.parent)
        if (at === sha) return true;
      return false;
    },
    write(parent, changes, message, by) {
      const files = new Map(commits.get(parent ?? "")?.files);
      for (const [path, text] of changes)
        text === null ? files.delete(path) : files.set(path, { blob: blobOf(text), text });
      const sha = idOf("c", commits.size + 1);
      const commit = { sha, parent, message, by, files };
      commits.set(sha, commit);
      return commit;
    },
    push(branch, sha) {
      const tip = branches.get(branch);
      if (tip !== undefined && !remote.holds(sha, tip)) return false;
      branches.set(branch, sha);
      return true;
    },
    commit(branch, changes, message) {
      const commit = remote.write(branches.get(branch), changes, message, "people");
      branches.set(branch, commit.sha);
      world.say(`people commit on ${branch}: ${message}`);
      if (branch === "main") for (const hint of remote.hints) hint();
      else for (const path of changes.keys()) byHand.add(path);
      return commit;
    },
    force(branch, sha) {
      if (sha === undefined) branches.delete(branch);
      else branches.set(branch, sha);
      world.say(`people ${sha === undefined ? "delete" : "reset"} ${branch}`);
    },
    reach() {
      if (world.clock.now() < remote.outageUntil)
        throw new OperationalError("remote-unreachable", "the remote does not answer", { retry: "later" });
    },
  };
  return remote;
}

/** The files of a commit as Git lists them. */
export function entriesOf({ files }: Commit): readonly Entry[] {
  return [...files]
    .map(([path, { blob }]) => ({ path, blob, mode: "100644" }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Looks like an id of Git, and says what it is an id of. */
function idOf(kind: "b" | "c", number: number): string {
  return `${kind}${number.toString(16).padStart(39, "0")}`;
}
