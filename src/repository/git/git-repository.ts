import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { Random } from "../../base/random.ts";
import type { Repository, Snapshot } from "../port.ts";
import { createArchives } from "./archives.ts";
import { type Cache, createCache, isIntact } from "./cache.ts";
import { CACHE_REMOTE, cacheConfig } from "./cache-config.ts";
import type { Environment } from "./git-environment.ts";
import { createHousekeeping } from "./housekeeping.ts";
import { reachableCommit } from "./objects.ts";
import { branchMissing, publish } from "./publish.ts";
import { type Credentials, parseRemoteAddress, type RemoteAddress } from "./remote-address.ts";
import { remoteRefusal } from "./remote-refusal.ts";
import { bringCommit, bringTexts, openStore } from "./store.ts";
import { submitFile } from "./submit-file.ts";
import { statusAt } from "./tip.ts";
import { watchRemote } from "./watch-remote.ts";

export interface GitRepositoryOptions {
  /** https, ssh, a local path, or http to this machine. */
  readonly url: string;
  readonly branch: string;
  /** May be the watched branch itself. */
  readonly statusBranch: string;
  /** Where the bare clone and the source tarballs lie; everything in it may be deleted while nothing runs. */
  readonly cacheDir: string;
  /** For https; those in the URL otherwise. */
  readonly credentials?: Credentials | undefined;
  /** `Name <address>` of our commits. */
  readonly author: string;
  readonly pollMs: number;
  /** Wall-clock limit of one call to the remote; 60 s unless given. */
  readonly networkLimitMs?: number;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: (message: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** A Repository with processes and watches that someone has to end. */
export interface GitRepository extends Repository {
  close(): void;
}

/** A remote Git repository, read and written through a bare clone that may be lost at any time. Throws `remote-not-allowed`. */
export function createGitRepository(options: GitRepositoryOptions): GitRepository {
  const { branch, statusBranch, cacheDir, author, clock, log } = options;
  const address = parseRemoteAddress(options.url);
  const ending = new AbortController();
  const cache = openCache(options, address, ending.signal);
  const archives = createArchives(join(cacheDir, "archives"), clock);
  const housekeeping = createHousekeeping(cache, clock, (cause) => log("packing failed", { reason: reasonOf(cause) }));

  return {
    snapshot: (at) =>
      cache.use(async (store): Promise<Snapshot> => {
        const heads = await store.look();
        const head = heads.get(branch);
        if (head === undefined) throw branchMissing(branch);
        const commit = at === undefined ? head : await reachableCommit(store.objects, head, at);
        const entries = (await store.objects.entries(commit)).filter(({ path }) => !path.startsWith("status/"));
        return {
          commit,
          branch,
          repository: address.url,
          entries,
          ...(await statusAt(store, heads.get(statusBranch))),
        };
      }),
    read: (blobs) => cache.use((store) => bringTexts(store, blobs)),
    changedBy: (commit) =>
      cache.use(async (store) => {
        await bringCommit(store, commit);
        return store.objects.changedBy(commit);
      }),
    archive: (commit) =>
      cache.use(async (store) => {
        await bringCommit(store, commit);
        return archives.of(commit, store.gitDir);
      }),
    watch: (look) =>
      watchRemote({
        address,
        pollMs: options.pollMs,
        clock,
        look,
        unwatched: (cause) => log("the repository cannot be watched, only polled", { reason: reasonOf(cause) }),
      }),
    async record(compose, acknowledged) {
      const mayBegin = statusBranch !== branch;
      const publication = { branch: statusBranch, author, mayBegin, acknowledged, compose, blocked: RECORDING_BLOCKED };
      const recorded = await cache.use((store) => publish(store, publication, options));
      if (recorded.committed) housekeeping.committed();
      return recorded;
    },
    async submit(file) {
      const { commit } = await cache.use((store) => submitFile(store, { branch, author, file }, options));
      return { commit };
    },
    close() {
      ending.abort();
      housekeeping.stop();
      cache.close();
    },
  };
}

function openCache(options: GitRepositoryOptions, address: RemoteAddress, signal: AbortSignal): Cache {
  const { branch, statusBranch, environment, networkLimitMs = 60_000, log } = options;
  const credentials = options.credentials ?? address.credentials;
  const config = cacheConfig(address, credentials);
  let times = 0;
  return createCache({
    directory: options.cacheDir,
    config,
    open(gitDir) {
      const explain = async () => ((await isIntact(gitDir, config)) ? remoteRefusal(address, credentials) : damaged());
      const remote = { gitDir, name: CACHE_REMOTE, environment, limitMs: networkLimitMs, signal, explain };
      return openStore(remote, [...new Set([branch, statusBranch])]);
    },
    discarded: (reason) => log("the cache of the repository was odd and is made again", { reason, times: ++times }),
  });
}

const RECORDING_BLOCKED = {
  code: "recording-blocked",
  message: "The remote refuses our commits on the status branch, although nobody else has written there.",
  hint:
    "Allow them: the token's right to write, the branch's protection (no reviews, checks or signatures), " +
    "hooks; or name another branch with --status-branch.",
};

function damaged(): OperationalError {
  return new OperationalError("git-failed", "The cache lost its config.", { retry: "later" });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
