import { OperationalError } from "../../base/operational-error.ts";
import type { Entry } from "../port.ts";
import type { CatFile } from "./cat-file.ts";

/**
 * Lists commits tree by tree. Git names a tree by its content, so one that a commit did not touch is not read again: a
 * commit costs what it changes, also on a status branch with thousands of runs.
 */
export interface Trees {
  /** Every file of a commit, sorted by path. Throws OperationalError `git-failed`, `too-many-files`. */
  entries(commit: string): Promise<readonly Entry[]>;
}

interface Item {
  readonly name: string;
  /** As `ls-tree` prints it; `040000` is a tree. */
  readonly mode: string;
  readonly id: string;
}

type TreesById = ReadonlyMap<string, readonly Item[]>;

export function createTrees(catFile: Pick<CatFile, "read">): Trees {
  /** The commits that were listed last, each with all its trees. */
  const listings = new Map<string, { readonly entries: readonly Entry[]; readonly trees: TreesById }>();

  async function list(commit: string) {
    const [root] = await catFile.read([`${commit}^{tree}`], 0);
    if (root?.type !== "tree") throw broken(`${commit} is no commit here`);
    const trees = await treesFrom(root.id);
    return { entries: filesBelow(root.id, trees), trees };
  }

  /** A tree and all trees below it, brought level by level. */
  async function treesFrom(root: string): Promise<TreesById> {
    const trees = new Map<string, readonly Item[]>();
    for (let level = [root]; level.length > 0; ) {
      const unknown: string[] = [];
      for (const id of level) {
        const known = knownTree(id);
        if (known) trees.set(id, known);
        else unknown.push(id);
      }
      await read(unknown, trees);
      const below = new Set(level.flatMap((id) => (trees.get(id) ?? []).filter(isTree).map((item) => item.id)));
      level = [...below].filter((id) => !trees.has(id));
    }
    return trees;
  }

  function knownTree(id: string): readonly Item[] | undefined {
    for (const { trees } of listings.values()) if (trees.has(id)) return trees.get(id);
    return undefined;
  }

  async function read(ids: readonly string[], into: Map<string, readonly Item[]>): Promise<void> {
    const objects = await catFile.read(ids, MOST_OF_A_TREE);
    for (const [index, id] of ids.entries()) {
      const object = objects[index];
      if (object?.type !== "tree") throw broken(`the tree ${id} is missing`);
      if (object.size > MOST_OF_A_TREE) throw tooMany();
      into.set(id, itemsOf(object.bytes, id.length / 2));
    }
  }

  return {
    async entries(commit) {
      const listing = listings.get(commit) ?? (await list(commit));
      listings.delete(commit);
      listings.set(commit, listing);
      for (const oldest of listings.keys()) if (listings.size > MOST_LISTINGS) listings.delete(oldest);
      return listing.entries;
    },
  };
}

/** Two branches, now and a moment ago. */
const MOST_LISTINGS = 4;
/** Some 200,000 names in one folder. */
const MOST_OF_A_TREE = 8 * 1024 * 1024;
/** Trees that are used many times over make files without end of a few bytes. */
const MOST_FILES = 1_000_000;
const MOST_LEVELS = 500;

function filesBelow(root: string, trees: TreesById): readonly Entry[] {
  const entries: Entry[] = [];
  function walk(tree: string, prefix: string, level: number): void {
    if (level > MOST_LEVELS) throw tooMany();
    for (const item of trees.get(tree) ?? []) {
      const path = prefix + item.name;
      if (isTree(item)) walk(item.id, `${path}/`, level + 1);
      else if (entries.push({ path, blob: item.id, mode: item.mode }) > MOST_FILES) throw tooMany();
    }
  }
  walk(root, "", 0);
  return entries;
}

function isTree({ mode }: Item): boolean {
  return mode === "040000";
}

/** A tree object: `<mode> <name>`, a zero byte, and the id as bytes, over and over, in the order of `ls-tree`. */
function itemsOf(bytes: Buffer, idLength: number): readonly Item[] {
  const items: Item[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const zero = bytes.indexOf(0, space);
    const mode = bytes.toString("latin1", at, space).padStart(6, "0");
    const id = bytes.toString("hex", zero + 1, zero + 1 + idLength);
    items.push({ name: bytes.toString("utf8", space + 1, zero), mode, id });
    at = zero + 1 + idLength;
  }
  return items;
}

function broken(reason: string): OperationalError {
  return new OperationalError("git-failed", `The files of a commit cannot be listed: ${reason}.`, { retry: "later" });
}

function tooMany(): OperationalError {
  return new OperationalError(
    "too-many-files",
    `A commit holds more than ${MOST_FILES} files, or folders without end.`,
    {
      retry: "later",
    },
  );
}
