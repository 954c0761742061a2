import { OperationalError } from "../../base/operational-error.ts";
import type { Tip } from "../port.ts";
import { findClone, openClone } from "./clone.ts";
import type { Environment } from "./git-environment.ts";
import { trackingRef } from "./remote.ts";
import type { Store } from "./store.ts";
import { tipAt } from "./tip.ts";

export interface StatusReaderOptions {
  readonly statusBranch: string;
  /** As last fetched, whoever did it. */
  readonly offline: boolean;
  readonly environment: Environment;
  /** Of one call to the remote; 60 s unless given. */
  readonly networkLimitMs?: number;
}

/** What a daemon has recorded, for the commands that read it. */
export interface StatusReader {
  readonly tip: Tip;
  /** Where it was read, for people: `origin/pilotage-status`. */
  readonly source: string;
  close(): void;
}

/**
 * Reads the status branch of the remote that the folder's branch tracks, fetched with the user's own rights, or, without
 * a remote, of the repository itself: a daemon may watch it by its path. Throws `no-repository`, and as a fetch does.
 */
export async function createStatusReader(folder: string, options: StatusReaderOptions): Promise<StatusReader> {
  const clone = await findClone(folder);
  if (clone === undefined) {
    throw new OperationalError("no-repository", `${folder} is in no Git repository.`, { retry: "never" });
  }
  const remote = clone.remote?.name;
  const store = openClone(clone, [options.statusBranch], options);
  try {
    return {
      tip: tipAt(store.objects, await statusCommit(store, remote, options)),
      source: remote === undefined ? options.statusBranch : `${remote}/${options.statusBranch}`,
      close: store.close,
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function statusCommit(
  { look, objects }: Store,
  remote: string | undefined,
  { statusBranch, offline }: StatusReaderOptions,
): Promise<string | undefined> {
  if (remote === undefined) return objects.commitOf(`refs/heads/${statusBranch}`);
  return offline ? objects.commitOf(trackingRef(remote, statusBranch)) : (await look()).get(statusBranch);
}
