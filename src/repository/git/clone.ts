import { resolve } from "node:path";
import { OperationalError } from "../../base/operational-error.ts";
import type { Environment } from "./git-environment.ts";
import { runGit, runGitIn } from "./local-git.ts";
import { parseRemoteAddress } from "./remote-address.ts";
import { openStore, type Store } from "./store.ts";

/** A person's own repository, as it lies around a folder. */
export interface Clone {
  readonly gitDir: string;
  /** The top of its work tree; the folder itself where it has none. */
  readonly root: string;
  /** The folder's path below it: "" or ending in a slash. */
  readonly prefix: string;
  /** The branch that is checked out; undefined where HEAD is detached. */
  readonly branch: string | undefined;
  /** The remote branch that it tracks; else the same name at `origin` or the only remote; undefined without a remote. */
  readonly tracked: { readonly remote: string; readonly branch: string } | undefined;
}

/** The repository around a folder; undefined where there is none. */
export async function findClone(folder: string): Promise<Clone | undefined> {
  const places = ["--absolute-git-dir", "--show-prefix", "--show-cdup"];
  const found = await runGitIn(folder, ["rev-parse", ...places]).catch(() => undefined);
  const [gitDir, prefix = "", up = ""] = found?.split("\n") ?? [];
  if (gitDir === undefined || gitDir === "") return undefined;
  const branch = await branchOf(gitDir);
  return { gitDir, root: resolve(folder, up), prefix, branch, tracked: await trackedBy(gitDir, branch) };
}

async function branchOf(gitDir: string): Promise<string | undefined> {
  const ref = await runGit(gitDir, ["symbolic-ref", "HEAD"]).catch(() => ""); // fails where HEAD is detached
  return /^refs\/heads\/(.+)$/m.exec(ref)?.[1];
}

async function trackedBy(gitDir: string, branch: string | undefined): Promise<Clone["tracked"]> {
  if (branch === undefined) return undefined;
  const format = "--format=%(refname) %(upstream:remotename) %(upstream:remoteref)";
  const [, remote, ref] = (await runGit(gitDir, ["for-each-ref", format, `refs/heads/${branch}`])).trim().split(" ");
  const upstream = /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
  if (remote !== undefined && remote !== "." && upstream !== undefined) return { remote, branch: upstream };
  const remotes = (await runGit(gitDir, ["remote"])).split("\n").filter((name) => name !== "");
  const only = remotes.includes("origin") ? "origin" : remotes.length === 1 ? remotes[0] : undefined;
  return only === undefined ? undefined : { remote: only, branch };
}

export interface CloneOptions {
  readonly environment: Environment;
  /** Of one call to the remote; 60 s unless given. */
  readonly networkLimitMs?: number | undefined;
}

/** A person's clone as a Store: Git's own config says how to reach the remote, and with which rights. */
export function openClone(clone: Clone, branches: readonly string[], options: CloneOptions): Store {
  const { environment, networkLimitMs: limitMs = 60_000 } = options;
  const name = clone.tracked?.remote ?? "origin";
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

/** Where its remote is, without credentials; undefined where there is none that Pilotage would talk to. */
export async function addressOf({ gitDir, tracked }: Clone): Promise<string | undefined> {
  if (tracked === undefined) return undefined;
  try {
    return parseRemoteAddress((await runGit(gitDir, ["remote", "get-url", tracked.remote])).trim()).url;
  } catch {
    return undefined;
  }
}
