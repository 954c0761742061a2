import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { Instant } from "../../base/instant.ts";
import { runGit } from "./local-git.ts";
import { onDisk } from "./on-disk.ts";

/** Source tarballs by commit, kept on disk while someone may still fetch them. */
export interface Archives {
  /** The path of the commit's tar, made from the repository in `gitDir` where it is not there yet; callers share one. */
  of(commit: string, gitDir: string): Promise<string>;
}

/** Keeps the 8 tars used last, and every one for at least an hour after it was asked for. */
export function createArchives(directory: string, clock: Clock): Archives {
  /** By commit, in the order of use. */
  const times = new Map<string, Instant>();
  let emptied: Promise<void> | undefined;
  const making = new Map<string, Promise<string>>();

  const archive = async (commit: string, gitDir: string): Promise<string> => {
    emptied ??= empty(directory).catch((error) => {
      emptied = undefined;
      throw error;
    });
    await emptied;
    const path = join(directory, `${commit}.tar`);
    if (!times.has(commit)) await makeTar(gitDir, commit, path);
    times.delete(commit);
    times.set(commit, clock.now());
    await removeOld(directory, times, clock.now());
    return path;
  };
  return {
    of(commit, gitDir) {
      const shared =
        making.get(commit) ??
        onDisk("make a source tarball", () => archive(commit, gitDir)).finally(() => making.delete(commit));
      making.set(commit, shared);
      return shared;
    },
  };
}

const KEPT = 8;
const KEPT_MS = 3_600_000;

/** What an earlier process left may be no whole tar: it has its name before its content is on disk, and power may have failed. */
async function empty(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
}

async function makeTar(gitDir: string, commit: string, path: string): Promise<void> {
  const part = `${path}.part`;
  await runGit(gitDir, ["archive", "--format=tar", "--verbose", `--output=${part}`, commit]); // verbose: see runGit
  await rename(part, path);
}

async function removeOld(directory: string, times: Map<string, Instant>, now: Instant): Promise<void> {
  for (const [commit, at] of [...times].slice(0, -KEPT)) {
    if (now - at < KEPT_MS) continue;
    times.delete(commit);
    await rm(join(directory, `${commit}.tar`), { force: true });
  }
}
