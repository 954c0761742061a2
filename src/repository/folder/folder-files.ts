import { lstatSync, readFileSync, readlinkSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runGitIn } from "../git/local-git.ts";
import { nulSeparated } from "../git/objects.ts";
import type { Entry } from "../port.ts";
import { blobId } from "./blob-id.ts";
import { readWorkTreeStatus } from "./work-tree-status.ts";

/** What a folder holds now. */
export interface FolderFiles {
  /** HEAD; "" without Git and before the first commit. */
  readonly commit: string;
  readonly branch: string;
  /** Sorted by path. Ids that Git does not know already are computed when they are asked for. */
  readonly entries: readonly Entry[];
  /** Paths that a commit of everything here would add or change. */
  readonly changed: readonly string[];
  /** A path of those whose id is known by now. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Everything but `.git` and `node_modules`. */
export async function filesOfFolder(folder: string): Promise<FolderFiles> {
  const entries: Entry[] = [];
  const paths = new Map<string, string>();
  const walk = async (below: string): Promise<void> => {
    for (const found of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below + found.name;
      if (found.isDirectory()) {
        if (found.name !== ".git" && found.name !== "node_modules") await walk(`${path}/`);
      } else if (found.isFile() || found.isSymbolicLink()) {
        entries.push(...entryOnDisk(folder, path, paths));
      }
    }
  };
  await walk("");
  return { commit: "", branch: "", entries: entries.toSorted(byPath), changed: entries.map(({ path }) => path), paths };
}

/** What a commit of the whole folder would hold: the index, what was changed since, and new files that are not ignored. */
export async function filesOfWorkTree(folder: string, prefix: string): Promise<FolderFiles> {
  const [staged, { commit, branch, differing }] = await Promise.all([
    runGitIn(folder, ["ls-files", "-z", "--stage"]),
    readWorkTreeStatus(folder, prefix),
  ]);
  const fromIndex = nulSeparated(staged)
    .map(stagedEntry)
    .filter(({ path }) => differing.get(path) !== "unstaged");
  const paths = new Map(fromIndex.map(({ blob, path }) => [blob, path]));
  const onDisk = [...differing].flatMap(([path, how]) => (how === "unstaged" ? entryOnDisk(folder, path, paths) : []));
  const entries = [...fromIndex, ...onDisk].toSorted(byPath);
  const changed = entries.filter(({ path }) => differing.has(path)).map(({ path }) => path);
  return { commit, branch, entries, changed, paths };
}

/** "<mode> <id> <stage>\t<path>" */
function stagedEntry(line: string): Entry {
  const [mode = "", blob = ""] = line.split(" ", 2);
  return { path: line.slice(line.indexOf("\t") + 1), blob, mode };
}

/** Nothing where it is gone, or neither file nor link. */
function entryOnDisk(folder: string, path: string, paths: Map<string, string>): readonly Entry[] {
  const file = join(folder, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return [lazyEntry(paths, path, "120000", () => Buffer.from(readlinkSync(file)))];
  if (!stats?.isFile()) return [];
  return [lazyEntry(paths, path, (stats.mode & 0o100) === 0 ? "100644" : "100755", () => readFileSync(file))];
}

/** Most paths are never asked for their id, and what Git ignores may not be small. */
function lazyEntry(paths: Map<string, string>, path: string, mode: string, content: () => Buffer): Entry {
  let known: string | undefined;
  return {
    path,
    mode,
    get blob() {
      if (known === undefined) {
        known = blobId(content());
        paths.set(known, path);
      }
      return known;
    },
  };
}

function byPath(a: Entry, b: Entry): number {
  return a.path < b.path ? -1 : 1;
}
