import { OperationalError } from "../../base/operational-error.ts";
import type { Environment } from "./git-environment.ts";
import { runGit, runGitIn } from "./local-git.ts";
import { nulSeparated } from "./objects.ts";
import { parseRemoteAddress } from "./remote-address.ts";
import { openStore, type Store } from "./store.ts";

/** A person's own repository, as it lies around a folder. */
export interface Clone {
  readonly gitDir: string;
  /** The folder's path below the top of its work tree: "" or ending in a slash. */
  readonly prefix: string;
  /** The remote that the branch which is checked out tracks, else `origin`, else the first one. */
  readonly remote: CloneRemote | undefined;
}

interface CloneRemote {
  readonly name: string;
  /** Without credentials; undefined where it is no address that Pilotage talks to. */
  readonly url: string | undefined;
  /** What the branch is called there; undefined where HEAD is detached. */
  readonly branch: string | undefined;
}

/** The repository around a folder; undefined where there is none. */
export async function findClone(folder: string): Promise<Clone | undefined> {
  const found = await runGitIn(folder, ["rev-parse", "--absolute-git-dir", "--show-prefix"]).catch(() => undefined);
  const [gitDir, prefix = ""] = found?.split("\n") ?? [];
  if (gitDir === undefined || gitDir === "") return undefined;
  const [branch, config] = await Promise.all([branchOf(gitDir), configOf(gitDir)]);
  return { gitDir, prefix, remote: remoteOf(branch, config) };
}

async function branchOf(gitDir: string): Promise<string | undefined> {
  const ref = await runGit(gitDir, ["symbolic-ref", "HEAD"]).catch(() => ""); // fails where HEAD is detached
  return /^refs\/heads\/(.+)$/m.exec(ref)?.[1];
}

/** All of it at once: questions for single values print nothing where there is none, and that costs 50 ms each. */
async function configOf(gitDir: string): Promise<ReadonlyMap<string, string>> {
  const lines = nulSeparated(await runGit(gitDir, ["config", "--list", "-z"]));
  return new Map(lines.map((line) => [line.split("\n", 1)[0] ?? "", line.slice(line.indexOf("\n") + 1)]));
}

function remoteOf(branch: string | undefined, config: ReadonlyMap<string, string>): CloneRemote | undefined {
  const remotes = [...config.keys()].flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  const tracked = config.get(`branch.${branch}.remote`);
  const name = remotes.find((each) => each === tracked) ?? remotes.find((each) => each === "origin") ?? remotes[0];
  if (name === undefined) return undefined;
  const upstream = /^refs\/heads\/(.+)$/.exec(config.get(`branch.${branch}.merge`) ?? "")?.[1];
  const url = withoutCredentials(config.get(`remote.${name}.url`) ?? "");
  return { name, url, branch: (name === tracked ? upstream : undefined) ?? branch };
}

function withoutCredentials(url: string): string | undefined {
  try {
    return parseRemoteAddress(url).url;
  } catch {
    return undefined;
  }
}

export interface CloneOptions {
  readonly environment: Environment;
  /** Of one call to the remote; 60 s unless given. */
  readonly networkLimitMs?: number | undefined;
}

/** A person's clone as a Store: Git's own config says how to reach the remote, and with which rights. */
export function openClone(clone: Clone, branches: readonly string[], options: CloneOptions): Store {
  const { environment, networkLimitMs: limitMs = 60_000 } = options;
  const name = clone.remote?.name ?? "origin";
  const signal = new AbortController().signal; // nothing but the limit ends a call: whoever waits is a person
  return openStore(
    { gitDir: clone.gitDir, name, environment, limitMs, signal, explain: async () => undefined },
    branches,
  );
}

/** `Name <address>` of whoever commits there; OperationalError `identity-missing` where Git does not know. */
export async function identityIn({ gitDir }: Clone): Promise<string> {
  try {
    const identity = await runGit(gitDir, ["var", "GIT_COMMITTER_IDENT"]);
    return identity.replace(/ \d+ [+-]\d{4}\s*$/, "");
  } catch (cause) {
    throw new OperationalError("identity-missing", "Git does not know who you are.", {
      retry: "never",
      cause,
      hint: 'Tell it with `git config user.name` and `git config user.email`, or give --git-author "Name <address>".',
    });
  }
}
