import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { commitStream, type Files } from "../../test/fixtures/commit-stream.ts";
import { runGit } from "../../test/fixtures/run-git.ts";
import type { SeededRandom } from "../../test/simulation/seeded-random.ts";

/** Someone who writes to a branch too: plain commands of Git in a repository of its own, and again where another was faster. */
export interface Outsider {
  /** What the remote has acknowledged. */
  readonly pushed: readonly ForeignPush[];
  /** Resolves once the push under way is through; rejects where one never came through. */
  stop(): Promise<void>;
}

export interface ForeignPush {
  readonly commit: string;
  readonly files: Files;
  /** How often it fetched and pushed for it. */
  readonly tries: number;
  readonly ms: number;
}

export interface OutsiderOptions {
  /** Where its repository is made. */
  readonly folder: string;
  readonly name: string;
  readonly url: string;
  readonly branch: string;
  /** What it writes the nth time, from 1. */
  readonly filesOf: (nth: number) => Files;
  /** Between a push and the next, and between a fetch and its push: someone's reading, merging and network. */
  readonly restMs: readonly [least: number, most: number];
  readonly betweenMs: readonly [least: number, most: number];
  readonly random: SeededRandom;
}

/** Begins to write, and goes on until it is stopped. */
export function startOutsider(options: OutsiderOptions): Outsider {
  const { random, restMs } = options;
  const pushed: ForeignPush[] = [];
  const ending = new AbortController();
  const rest = () => setTimeout(random.between(...restMs), undefined, ending).catch(() => {});

  async function write(): Promise<void> {
    const push = await clonePusher(options);
    for (let nth = 1; !ending.signal.aborted; nth++) {
      await rest();
      if (!ending.signal.aborted) pushed.push(await push(options.filesOf(nth)));
    }
  }
  const written = write();
  written.catch(() => {}); // whoever stops it hears of it
  return {
    pushed,
    stop() {
      ending.abort();
      return written;
    },
  };
}

/** Nobody tries for longer to get one push through. */
const PATIENCE_MS = 180_000;

/** Makes its repository, and gives what commits files and pushes them, however often that takes. */
async function clonePusher(options: OutsiderOptions): Promise<(files: Files) => Promise<ForeignPush>> {
  const { name, url, branch, random, betweenMs } = options;
  const clone = join(options.folder, name);
  const ref = `refs/heads/${branch}`;
  const committer = `${name} <${name}@example.com>`;
  await runGit(options.folder, ["init", "--quiet", "--bare", "--template=", clone]);

  async function tryOnce(files: Files): Promise<boolean> {
    await runGit(clone, ["fetch", "--quiet", "--no-tags", url, `+${ref}:${ref}`]);
    await setTimeout(random.between(...betweenMs));
    const stream = commitStream({ branch, parent: `${ref}^0`, files, message: `${name} writes`, committer });
    await runGit(clone, ["fast-import", "--quiet"], stream);
    return runGit(clone, ["push", "--quiet", url, ref]).then(
      () => true,
      () => false,
    );
  }

  return async (files) => {
    const began = performance.now();
    for (let tries = 1; performance.now() - began < PATIENCE_MS; tries++) {
      if (await tryOnce(files))
        return { commit: await runGit(clone, ["rev-parse", ref]), files, tries, ms: performance.now() - began };
    }
    throw new Error(`${name} could not push for ${PATIENCE_MS / 1_000} s`);
  };
}
