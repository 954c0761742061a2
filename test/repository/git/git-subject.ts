import { join } from "node:path";
import type { Clock } from "../../../src/base/clock.ts";
import {
  createGitRepository,
  type GitRepository,
  type GitRepositoryOptions,
} from "../../../src/repository/git/git-repository.ts";
import type { Files } from "../../fixtures/commit-stream.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../../fixtures/temporary-repository.ts";
import type { RecordingSubject } from "../contract.ts";

/** A remote on this disk and our Repository on it. */
export interface GitSubject extends RecordingSubject {
  readonly remote: TemporaryRepository;
  readonly repository: GitRepository;
  readonly options: GitRepositoryOptions;
  /** What the repository logged. */
  readonly logged: readonly string[];
}

/** Makes one; `change` may point it elsewhere. */
export async function createGitSubject(
  files: Files = {},
  change: (remote: TemporaryRepository) => Partial<GitRepositoryOptions> = () => ({}),
): Promise<GitSubject> {
  const remote = await createTemporaryRepository(files);
  const logged: string[] = [];
  const options: GitRepositoryOptions = {
    url: remote.path,
    branch: "main",
    statusBranch: "pilotage-status",
    cacheDir: join(remote.folder, "cache"),
    author: "Pilotage <pilotage@localhost>",
    pollMs: 30_000,
    environment: process.env,
    clock: testClock,
    random: { fraction: Math.random, hex: () => "" },
    log: (message) => logged.push(message),
    ...change(remote),
  };
  const repository = createGitRepository(options);
  return {
    remote,
    repository,
    options,
    logged,
    commit: (changes) => remote.commitOn("main", changes),
    writeStatus: (changes) => remote.commitOn(options.statusBranch, changes),
    readStatus: (path) => remote.read(options.statusBranch, path),
    deleteStatus: async () => void (await remote.git("update-ref", "-d", `refs/heads/${options.statusBranch}`)),
    async [Symbol.asyncDispose]() {
      repository.close();
      await remote.close();
    },
  };
}

/** Real time; what is to be waited for takes a hundredth of it. */
const testClock: Clock = {
  now: () => Date.now(),
  at(at, wake) {
    const timer = setTimeout(wake, (at - Date.now()) / 100);
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
