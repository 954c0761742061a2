import { OperationalError } from "../../base/operational-error.ts";
import { type Draft, writeCommit } from "./fast-import.ts";
import { allTexts, type Objects, openObjects } from "./objects.ts";
import { createRemote, type Remote, type RemoteOptions, trackingRef } from "./remote.ts";
import { shareLook } from "./shared-look.ts";

/** A repository on this disk together with its remote: the cache of a daemon, or a person's own clone. */
export interface Store {
  readonly gitDir: string;
  readonly objects: Objects;
  readonly push: Remote["push"];
  /** Writes a commit into the objects, on no branch, and gives its id. */
  commit(draft: Draft): Promise<string>;
  /** Where the branches stand at the remote now, with their commits brought here; a branch that is missing there is left out. */
  look(): Promise<ReadonlyMap<string, string>>;
  close(): void;
}

/** Opens the repository that `options` names for these branches. */
export function openStore(options: RemoteOptions, branches: readonly string[]): Store {
  const objects = openObjects(options.gitDir, options.environment);
  const remote = createRemote(options);
  const fetcher = { name: options.name, remote, objects };
  /** A push was refused since the last look, which found all branches. */
  let surelyMoved = false;
  let areAllThere = false;

  async function look(): Promise<ReadonlyMap<string, string>> {
    const isWorthIt = surelyMoved && areAllThere;
    surelyMoved = false;
    const found = isWorthIt ? await fetchAll(fetcher, branches) : undefined;
    const heads = found ?? (await fetchMoved(fetcher, branches));
    areAllThere = heads.size === branches.length;
    return heads;
  }

  return {
    gitDir: options.gitDir,
    objects,
    async push(commit, branch) {
      const answer = await remote.push(commit, branch);
      if (answer.type === "refused") surelyMoved = true;
      return answer;
    },
    commit: (draft) => writeCommit(options.gitDir, draft),
    look: shareLook(look),
    close: objects.close,
  };
}

/** Makes sure that the commit is here, fetching where it is not (the cache may be new); else OperationalError `unknown-commit`. */
export async function bringCommit({ objects, look }: Store, commit: string): Promise<void> {
  if ((await objects.commitOf(commit)) !== undefined) return;
  await look();
  if ((await objects.commitOf(commit)) !== undefined) return;
  throw new OperationalError("unknown-commit", `The remote no longer holds the commit ${commit}.`, { retry: "never" });
}

/** Texts of all of the blobs, fetching where one is not here; else OperationalError `blob-missing`. */
export async function bringTexts(
  { objects, look }: Store,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await objects.texts(blobs);
  if (texts.size === new Set(blobs).size) return texts;
  await look();
  return allTexts(objects, blobs);
}

interface Fetcher {
  readonly name: string;
  readonly remote: Remote;
  readonly objects: Objects;
}

/** The tracking refs say what is here with all that it needs: an object by itself may be left from a fetch that was killed. */
async function fetchMoved(fetcher: Fetcher, branches: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const heads = new Map(await fetcher.remote.heads(branches));
  const moved: string[] = [];
  for (const [branch, commit] of heads) if ((await fetched(fetcher, branch)) !== commit) moved.push(branch);
  if (moved.length === 0) return heads;
  await fetcher.remote.fetch(moved);
  for (const branch of moved) heads.set(branch, await fetchedSurely(fetcher, branch)); // it may have moved on since
  return heads;
}

/** Without asking first what there is to fetch: between other writers each moment counts. Undefined where a branch is gone. */
async function fetchAll(
  fetcher: Fetcher,
  branches: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    await fetcher.remote.fetch(branches);
  } catch (error) {
    if (error instanceof OperationalError && error.code === "branch-missing") return undefined;
    throw error;
  }
  const heads = new Map<string, string>();
  for (const branch of branches) heads.set(branch, await fetchedSurely(fetcher, branch));
  return heads;
}

function fetched({ name, objects }: Fetcher, branch: string): Promise<string | undefined> {
  return objects.commitOf(trackingRef(name, branch));
}

async function fetchedSurely(fetcher: Fetcher, branch: string): Promise<string> {
  const commit = await fetched(fetcher, branch);
  if (commit !== undefined) return commit;
  throw new OperationalError("git-failed", "A fetched branch is not here.", { retry: "later" });
}
