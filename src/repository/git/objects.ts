import { OperationalError } from "../../base/operational-error.ts";
import type { Entry } from "../port.ts";
import { type CatFile, createCatFile } from "./cat-file.ts";
import type { Environment } from "./git-environment.ts";
import { runGit } from "./local-git.ts";
import { createTrees } from "./trees.ts";

/** What a repository on this disk holds. Everything throws OperationalError `git-failed` where it is broken. */
export interface Objects {
  /** The id of the commit that a name (an id, its beginning, a ref) stands for; undefined where there is none. */
  commitOf(name: string): Promise<string | undefined>;
  /** Whether `commit` is `tip` or one of its ancestors. */
  holds(tip: string, commit: string): Promise<boolean>;
  /** Every file of a commit, sorted by path. */
  entries(commit: string): Promise<readonly Entry[]>;
  /** Texts by blob id, cut after `MOST_OF_A_BLOB`. */
  texts(blobs: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Texts of those of the paths that are files of the commit, cut after `MOST_OF_A_STATUS_FILE`. */
  textsAt(commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Paths that the commit added or changed against its first parent. */
  changedBy(commit: string): Promise<readonly string[]>;
  close(): void;
}

/** The objects of the repository in this directory (`.git` or a bare one). */
export function openObjects(gitDir: string, environment: Environment): Objects {
  const catFile = createCatFile(gitDir, environment);
  const trees = createTrees(catFile);

  return {
    async commitOf(name) {
      const [object] = await catFile.read([`${name}^{commit}`], 0);
      return object?.type === "commit" ? object.id : undefined;
    },
    async holds(tip, commit) {
      if (tip === commit) return true;
      const [object] = await catFile.read([commit], 0);
      if (object?.type !== "commit") return false;
      if (await isNearBehind(catFile, tip, commit)) return true;
      const outside = await runGit(gitDir, ["rev-list", "--count", "--max-count=1", commit, `^${tip}`]);
      return Number(outside) === 0;
    },
    entries: trees.entries,
    async texts(blobs) {
      const objects = await catFile.read(blobs, MOST_OF_A_BLOB);
      return new Map(objects.flatMap((object) => (object === undefined ? [] : [[object.id, textOf(object.bytes)]])));
    },
    async textsAt(commit, paths) {
      const askable = paths.filter((path) => !path.includes("\n"));
      const names = askable.map((path) => `${commit}:${path}`);
      const objects = await catFile.read(names, MOST_OF_A_STATUS_FILE);
      const found = askable.flatMap((path, index): [string, string][] => {
        const object = objects[index];
        return object?.type === "blob" ? [[path, textOf(object.bytes)]] : [];
      });
      return new Map(found);
    },
    async changedBy(commit) {
      const options = ["--root", "--no-commit-id", "--no-renames", "--diff-merges=first-parent", "--diff-filter=d"];
      return nulSeparated(await runGit(gitDir, ["diff-tree", "-r", "-z", "--name-only", ...options, commit]));
    },
    close: () => catFile.close(),
  };
}

/** Whether `commit` is among the last few first parents of `tip`: mostly it is, and then no process has to find out. */
async function isNearBehind(catFile: CatFile, tip: string, commit: string): Promise<boolean> {
  let at: string | undefined = tip;
  for (let steps = 0; at !== undefined && steps < FEW; steps++) {
    const [object] = await catFile.read([at], MOST_OF_A_COMMITS_HEAD);
    at = /^tree [0-9a-f]+\nparent ([0-9a-f]+)\n/.exec(object ? textOf(object.bytes) : "")?.[1];
    if (at === commit) return true;
  }
  return false;
}

const FEW = 20;

/** Its tree and first parent stand in less. */
const MOST_OF_A_COMMITS_HEAD = 256;

/** Bytes of a blob that `texts` gives: the rest of a longer one is of no use, definitions end at 256 KiB. */
export const MOST_OF_A_BLOB = 300 * 1024;

/** What nobody's status file is longer than: it must come back whole, or it would never be found to say the same already. */
const MOST_OF_A_STATUS_FILE = 16 * 1024 * 1024;

/** The commit that people named by its id or the beginning of it, if `head` holds it; else OperationalError `unknown-commit`. */
export async function reachableCommit(
  objects: Pick<Objects, "commitOf" | "holds">,
  head: string,
  named: string,
): Promise<string> {
  const commit = /^[0-9a-f]{4,64}$/.test(named) ? await objects.commitOf(named) : undefined;
  if (commit !== undefined && (await objects.holds(head, commit))) return commit;
  throw new OperationalError("unknown-commit", `${named} is no commit of the watched branch.`, { retry: "never" });
}

/** As `texts`, but a blob that is not there is OperationalError `blob-missing`. */
export async function allTexts(objects: Objects, blobs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = await objects.texts(blobs);
  const missing = blobs.find((blob) => !texts.has(blob));
  if (missing === undefined) return texts;
  throw new OperationalError("blob-missing", `The repository no longer holds ${missing}.`, { retry: "later" });
}

/** The pieces of an output of `-z`. */
export function nulSeparated(output: string): readonly string[] {
  return output.split("\0").filter((piece) => piece !== "");
}

function textOf(bytes: Buffer): string {
  return bytes.toString("utf8");
}
