import type { Check } from "../happenings.ts";
import { saysLost } from "../lost-runs.ts";
import type { Commit, File } from "../model-remote.ts";
import type { Scene } from "../scene.ts";

/**
 * Our commits touch our own files only, each only forward: from the commit below, and from the last one that was
 * acknowledged, whatever people made of the branch since. What nobody has any more is at least said to be lost.
 */
export function statusForward({ world, remote }: Scene): Check {
  let acknowledged: Commit | undefined;

  return {
    acknowledged(tip) {
      acknowledged = remote.commitOf(tip);
    },
    logged(line) {
      if (saysLost(line)) acknowledged = undefined;
    },
    pushed(commit, afterCrash) {
      if (commit.by !== "daemon") return; // a deleted branch that ended with a commit of theirs stands there again
      const below = remote.commitOf(commit.parent ?? "");
      for (const path of new Set([...(below?.files.keys() ?? []), ...commit.files.keys()])) {
        const [old, now] = [below?.files.get(path), commit.files.get(path)];
        if (old?.blob === now?.blob) continue;
        if (!path.startsWith("status/") && path !== "README.md") world.violated(`a status commit touches ${path}`);
        const [from, to] = [revisionOf(old), revisionOf(now)];
        if (from !== undefined && (to === undefined || to <= from))
          world.violated(`${path} goes from revision ${from} to ${to}`);
      }
      // What a dead daemon pushed late, nobody could hold against what was acknowledged since.
      if (!afterCrash) goesOn(commit);
    },
  };

  function goesOn({ files }: Commit): void {
    for (const [path, before] of acknowledged?.files ?? []) {
      const now = files.get(path);
      if (now?.blob === before.blob || !path.startsWith("status/") || isPage(path)) continue;
      const [from, to] = [revisionOf(before), revisionOf(now)];
      if (now === undefined) world.violated(`${path} was acknowledged and is not there`);
      else if (from !== undefined && (to === undefined || to < from))
        world.violated(`${path} was acknowledged in revision ${from} and stands there in ${to}`);
    }
  }
}

/** What it shows follows from a status file. */
function isPage(path: string): boolean {
  return path.endsWith("/README.md") || path.endsWith("/badge.svg");
}

function revisionOf(file: File | undefined): number | undefined {
  const found = file && /\brevision: (\d+)/.exec(file.text)?.[1];
  return found === undefined ? undefined : Number(found);
}
