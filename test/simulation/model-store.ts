import { OperationalError } from "../../src/base/operational-error.ts";
import type { PublishStore } from "../../src/repository/git/publish.ts";
import { shareLook } from "../../src/repository/git/shared-look.ts";
import { type Branch, type Commit, entriesOf, type ModelRemote } from "./model-remote.ts";
import type { Life, World } from "./world.ts";

/** The ids of commits that a daemon's cache holds: it outlives crashes, and may be lost at any time. */
export type ModelCache = Set<string>;

/** What was pushed, and whether by a life that has crashed meanwhile. */
export type Pushed = (commit: Commit, afterCrash: boolean) => void;

/** A cache and the way to its remote, as one life has them. The real `publish` runs on it. */
export function modelStore(
  world: World,
  life: Life,
  { remote, cache, pushed }: { readonly remote: ModelRemote; readonly cache: ModelCache; readonly pushed: Pushed },
): PublishStore {
  const commitOf = (sha: string): Commit => {
    const commit = cache.has(sha) ? remote.commitOf(sha) : undefined;
    if (!commit) throw new OperationalError("git-failed", `${sha} is not here`, { retry: "later" });
    return commit;
  };

  function fetch(): ReadonlyMap<string, string> {
    const heads = new Map<string, string>();
    for (const branch of ["main", "pilotage-status"] satisfies Branch[]) {
      const head = remote.head(branch);
      if (head) heads.set(branch, head.sha);
      for (let at = head; at && !cache.has(at.sha); at = remote.commitOf(at.parent ?? "")) cache.add(at.sha);
    }
    return heads;
  }

  return {
    look: shareLook(() =>
      world.effect(life, "fetch", { refusedOneIn: 30, slowestMs: 300 }, () => {
        remote.reach();
        return fetch();
      }),
    ),
    async commit({ parent, files, message }) {
      const { sha } = remote.write(parent, files, message, "daemon");
      cache.add(sha);
      return sha;
    },
    async push(sha, branch) {
      try {
        const faults = { refusedOneIn: 20, lostOneIn: 20, slowestMs: 600, detached: true } as const;
        const commit = commitOf(sha); // what is sent is sent, though the cache be lost meanwhile
        const moved = await world.effect(life, `push ${commit.message.split("\n")[0]}`, faults, () => {
          remote.reach();
          const before = remote.head("pilotage-status");
          if (!remote.push(branch as Branch, sha)) return false;
          if (before?.sha !== sha) pushed(commit, !life.alive);
          return true;
        });
        return moved ? { type: "acknowledged" } : { type: "refused", complaint: "no fast-forward" };
      } catch (error) {
        if (!(error instanceof OperationalError)) throw error;
        return { type: world.random.oneIn(2) ? "silent" : "refused", complaint: error.message };
      }
    },
    objects: {
      commitOf: async (sha) => (cache.has(sha) ? sha : undefined),
      holds: async (tip, sha) => cache.has(sha) && remote.holds(tip, sha),
      entries: async (sha) => entriesOf(commitOf(sha)),
      async textsAt(sha, paths) {
        const { files } = commitOf(sha);
        return new Map(
          paths.flatMap((path) => (files.has(path) ? [[path, files.get(path)?.text ?? ""] as const] : [])),
        );
      },
    },
  };
}
