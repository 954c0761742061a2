import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { Random } from "../../base/random.ts";
import { type Clone, findClone, identityIn, openClone } from "../git/clone.ts";
import type { Environment } from "../git/git-environment.ts";
import { allTexts, MOST_OF_A_BLOB, reachableCommit } from "../git/objects.ts";
import { onDisk } from "../git/on-disk.ts";
import type { Store } from "../git/store.ts";
import { submitFile } from "../git/submit-file.ts";
import type { Repository, Snapshot } from "../port.ts";
import { type FolderFiles, filesOfFolder, filesOfWorkTree } from "./folder-files.ts";
import { writeTar } from "./write-tar.ts";

export interface FolderRepositoryOptions {
  readonly folder: string;
  /** `Name <address>` for `submit`; Git's own answer unless given. */
  readonly author?: string | undefined;
  /** Wall-clock limit of one call to the remote, for `submit`; 60 s unless given. */
  readonly networkLimitMs?: number;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: Random;
}

/** A Repository with files and processes that someone has to end. */
export interface FolderRepository extends Repository {
  /** What any commit of the repository holds, named by its id, a branch, a tag or `HEAD~1`. Throws `unknown-commit`. */
  snapshotOf(name: string): Promise<Snapshot>;
  close(): Promise<void>;
}

/**
 * A folder as it lies there, with Git or without: what a commit of all of it would hold. Nothing is recorded in it;
 * `submit` goes to the branch that it tracks, beside its work tree and index.
 */
export function createFolderRepository(options: FolderRepositoryOptions): FolderRepository {
  const { folder } = options;
  let paths: FolderFiles["paths"] = new Map();
  let opened: Promise<GitAround | undefined> | undefined;
  let tar: Promise<string> | undefined;

  const open = () => {
    opened ??= openGit(options);
    return opened;
  };
  const files = async () => filesIn(folder, (await open())?.clone.prefix);

  const snapshotNow = async (): Promise<Snapshot> => {
    const git = await open();
    const { commit, branch, entries, ...now } = await files();
    paths = now.paths;
    const repository = git?.clone.remote?.url ?? folder;
    return {
      commit,
      branch,
      repository,
      entries: entries.filter(isNoStatus),
      statusTip: undefined,
      statusOwner: undefined,
    };
  };
  const snapshotThen = async (
    name: string,
    find: (objects: Store["objects"], head: string) => Promise<string | undefined>,
  ): Promise<Snapshot> => {
    const git = await open();
    const now = await snapshotNow();
    const commit = git && now.commit !== "" ? await find(git.store.objects, now.commit) : undefined;
    if (git === undefined || commit === undefined) throw noSuchCommit(name);
    const entries = below(git.clone.prefix, await git.store.objects.entries(commit));
    return { ...now, commit, entries: entries.filter(isNoStatus) };
  };

  return {
    snapshot: (at) =>
      at === undefined ? snapshotNow() : snapshotThen(at, (objects, head) => reachableCommit(objects, head, at)),
    snapshotOf: (name) =>
      snapshotThen(name, async (objects) => (/[\0\n]/.test(name) ? undefined : objects.commitOf(name))),
    async read(blobs) {
      const git = await open();
      const here = blobs.filter((blob) => paths.has(blob));
      const texts = await onDisk("read files of the folder", () => textsOnDisk(folder, here, paths));
      const elsewhere = blobs.filter((blob) => !paths.has(blob));
      return git === undefined ? texts : new Map([...texts, ...(await allTexts(git.store.objects, elsewhere))]);
    },
    async changedBy(commit) {
      const git = await open();
      const { changed } = await files();
      if (git === undefined || commit === "" || changed.length > 0) return changed;
      const byCommit = (await git.store.objects.changedBy(commit)).map((path) => ({ path }));
      return below(git.clone.prefix, byCommit).map(({ path }) => path);
    },
    archive() {
      tar ??= onDisk("make a source tarball", async () => {
        const directory = await mkdtemp(join(tmpdir(), "pilotage-source-"));
        const { entries } = await files();
        await writeTar(folder, entries.filter(isNoStatus), join(directory, "source.tar"));
        return join(directory, "source.tar");
      });
      return tar;
    },
    watch: () => () => {},
    record: () => Promise.reject(new OperationalError("not-recorded", "Nothing is recorded here.", { retry: "never" })),
    async submit(file) {
      const git = await open();
      const branch = git?.clone.remote?.branch;
      if (git === undefined || branch === undefined) throw noBranchToSubmitTo(folder);
      const author = options.author ?? (await identityIn(git.clone));
      return submitFile(git.store, { branch, author, file }, options);
    },
    async close() {
      const git = await opened?.catch(() => undefined);
      git?.store.close();
      const path = await tar?.catch(() => undefined);
      if (path !== undefined) await rm(dirname(path), { recursive: true, force: true });
    },
  };
}

interface GitAround {
  readonly clone: Clone;
  readonly store: Store;
}

async function openGit(options: FolderRepositoryOptions): Promise<GitAround | undefined> {
  const clone = await findClone(options.folder);
  if (clone === undefined) return undefined;
  const branch = clone.remote?.branch;
  return { clone, store: openClone(clone, branch === undefined ? [] : [branch], options) };
}

async function filesIn(folder: string, prefix: string | undefined): Promise<FolderFiles> {
  if (prefix !== undefined) {
    const files = await filesOfWorkTree(folder, prefix);
    const isIgnored = prefix !== "" && files.entries.length === 0; // somebody's folder inside a repository that knows nothing of it
    if (!isIgnored) return files;
  }
  return onDisk("list the folder", () => filesOfFolder(folder));
}

async function textsOnDisk(
  folder: string,
  blobs: readonly string[],
  paths: FolderFiles["paths"],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const blob of blobs) {
    const bytes = await readFile(join(folder, paths.get(blob) ?? ""));
    texts.set(blob, bytes.toString("utf8", 0, MOST_OF_A_BLOB));
  }
  return texts;
}

/** Of paths of the whole repository: those in the folder, as seen from there. */
function below<Found extends { readonly path: string }>(prefix: string, found: readonly Found[]): readonly Found[] {
  const inside = found.filter(({ path }) => path.startsWith(prefix));
  return inside.map((each) => ({ ...each, path: each.path.slice(prefix.length) }));
}

function isNoStatus({ path }: { readonly path: string }): boolean {
  return !path.startsWith("status/");
}

function noSuchCommit(named: string): OperationalError {
  return new OperationalError("unknown-commit", `There is no commit ${named} here.`, { retry: "never" });
}

function noBranchToSubmitTo(folder: string): OperationalError {
  return new OperationalError("no-remote", `${folder} is on no branch of a Git repository with a remote.`, {
    retry: "never",
    hint: "Check out the branch that the daemon watches, in a clone of its repository.",
  });
}
