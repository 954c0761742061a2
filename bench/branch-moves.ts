import { readFileSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** A branch stood at a commit from this instant (ms since 1970) on. */
export interface BranchMove {
  readonly branch: string;
  readonly commit: string;
  readonly at: number;
}

/**
 * Notes when branches of a bare repository move, without asking Git, so that watching disturbs nobody: Git renames a
 * finished file to the branch's, and the file system keeps the instant of that as the time of the file's last change.
 */
export function watchBranchMoves(repository: string): Disposable & { readonly moves: readonly BranchMove[] } {
  const folder = join(repository, "refs", "heads");
  const moves: BranchMove[] = [];
  const watcher = watch(folder, (_, name) => {
    if (name === null || name.endsWith(".lock")) return;
    const commit = readFileSync(join(folder, name), "utf8").trim();
    if (moves.findLast(({ branch }) => branch === name)?.commit === commit) return;
    moves.push({ branch: name, commit, at: statSync(join(folder, name)).ctimeMs });
  });
  return { moves, [Symbol.dispose]: () => watcher.close() };
}
