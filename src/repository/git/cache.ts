import { randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OperationalError } from "../../base/operational-error.ts";
import { CACHE_ATTRIBUTES } from "./cache-config.ts";
import { onDisk } from "./on-disk.ts";
import type { Store } from "./store.ts";

/** A bare repository of our own that anything may happen to: all that it holds is at the remote too. */
export interface Cache {
  /** Does the work; where it finds the cache odd (`git-failed`), once more on a new one. */
  use<Result>(work: (store: Store) => Promise<Result>): Promise<Result>;
  close(): void;
}

export interface CacheOptions {
  /** `repository.git` in it is ours. */
  readonly directory: string;
  /** The text of its config file; a cache with another remote is not used. */
  readonly config: string;
  readonly open: (gitDir: string) => Store;
  readonly discarded: (reason: string) => void;
}

export function createCache({ directory, config, open, discarded }: CacheOptions): Cache {
  const gitDir = join(directory, "repository.git");
  let current: Promise<Store> | undefined;
  let removed: Promise<void> = Promise.resolve();

  const store = (): Promise<Store> => {
    if (current !== undefined) return current;
    const opening = removed.then(() => prepare(gitDir, config)).then(() => open(gitDir));
    current = opening;
    opening.catch(() => {
      if (current === opening) current = undefined;
    });
    return opening;
  };
  const discard = async (odd: Store, error: OperationalError): Promise<void> => {
    current = undefined;
    discarded(`${error.message} ${error.cause instanceof Error ? error.cause.message : ""}`.trim());
    odd.close();
    removed = remove(gitDir);
    await removed;
  };
  return {
    async use(work) {
      const found = await store();
      try {
        return await work(found);
      } catch (error) {
        if (!(error instanceof OperationalError)) throw error;
        // Else someone else found it odd and took it away under our hands, which may look like any trouble.
        const isCurrent = (await current) === found;
        if (isCurrent && error.code !== "git-failed") throw error;
        if (isCurrent) await discard(found, error);
        return work(await store());
      }
    },
    close() {
      current?.then((opened) => opened.close()).catch(() => {});
    },
  };
}

/** Makes the directory a bare repository with this config, the objects that are already there included. */
async function prepare(gitDir: string, config: string): Promise<void> {
  await onDisk("prepare the cache of the repository", async () => {
    if (!(await isCacheOf(gitDir, config))) {
      await remove(gitDir);
      for (const part of ["objects/info", "refs/heads", "info"]) {
        await mkdir(join(gitDir, part), { recursive: true, mode: 0o700 });
      }
      await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n"); // a bare repository without a template: no hooks
    }
    await replaceFile(join(gitDir, "config"), config); // it holds credentials, which may have changed
    await replaceFile(join(gitDir, "info", "attributes"), CACHE_ATTRIBUTES);
  });
}

/** Whether Git still finds what was prepared: it takes a directory without it for none, and looks for the remote elsewhere. */
export async function isIntact(gitDir: string, config: string): Promise<boolean> {
  return (await isCacheOf(gitDir, config)) && (await readFile(join(gitDir, "config"), "utf8")) === config;
}

async function isCacheOf(gitDir: string, config: string): Promise<boolean> {
  try {
    await Promise.all(["HEAD", "objects", "refs", "info"].map((part) => stat(join(gitDir, part))));
    return remoteIn(await readFile(join(gitDir, "config"), "utf8")) === remoteIn(config);
  } catch {
    return false;
  }
}

function remoteIn(config: string): string {
  return config.slice(config.indexOf("[remote "));
}

async function replaceFile(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  await rm(part, { force: true });
  await writeFile(part, text, { mode: 0o600 });
  await chmod(part, 0o600); // whatever the umask
  await rename(part, path);
}

/** By another name first: a Git command that is still running in it can no longer disturb the next one. */
async function remove(gitDir: string): Promise<void> {
  const aside = `${gitDir}.odd-${randomUUID()}`;
  try {
    await rename(gitDir, aside);
    await rm(aside, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // there is none, or the disk refuses: what comes next finds out
  }
}
