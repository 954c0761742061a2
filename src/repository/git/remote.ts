import { OperationalError } from "../../base/operational-error.ts";
import type { Environment } from "./git-environment.ts";
import { callNetwork } from "./network.ts";
import { isBranchName, pushRefspec } from "./push-refspec.ts";

/** The one remote of a repository on this disk. All three are bounded in time. */
export interface Remote {
  /** The commits that those of the branches stand at which exist. Throws `remote-unreachable`, `remote-timeout`, `remote-auth`. */
  heads(branches: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Brings their commits here. Throws as `heads` does; `git-failed` where the remote answers and this repository is odd. */
  fetch(branches: readonly string[]): Promise<void>;
  /** A plain fast-forward. "refused" is any no: what it means is told by the heads that follow. Throws `remote-timeout`. */
  push(commit: string, branch: string): Promise<PushAnswer>;
}

export type PushAnswer =
  | { readonly type: "acknowledged" }
  | { readonly type: "refused" | "silent"; readonly complaint: string };

export interface RemoteOptions {
  readonly gitDir: string;
  /** As the repository's config calls it; fetched branches stand under `refs/remotes/<name>/`. */
  readonly name: string;
  readonly environment: Environment;
  /** Of one call; a fetch may take ten times as long. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Finds out why the remote does not talk to us, where more can be known than that. */
  readonly explain: () => Promise<OperationalError | undefined>;
}

export function createRemote({ gitDir, name, environment, limitMs, signal, explain }: RemoteOptions): Remote {
  const call = (args: readonly string[], limit: number) =>
    callNetwork({ gitDir, args, environment, limitMs: limit, signal });

  const heads = async (branches: readonly string[]) => {
    const refs = branches.map((branch) => `refs/heads/${checked(branch)}`);
    const answer = await call(["ls-remote", "--heads", "--end-of-options", name, ...refs], limitMs);
    switch (answer.type) {
      case "done":
        return headsIn(answer.output, branches);
      case "silent":
        throw timeout(limitMs);
      case "failed":
        throw (await explain()) ?? unreachable(answer.complaint);
    }
  };

  return {
    heads,
    async fetch(branches) {
      const refspecs = branches.map((branch) => `+refs/heads/${checked(branch)}:${trackingRef(name, branch)}`);
      const limit = limitMs * 10; // a silent remote did not get this far, and a first fetch may bring years of history
      const answer = await call(["fetch", ...FETCH_OPTIONS, "--end-of-options", name, ...refspecs], limit);
      if (answer.type === "silent") throw timeout(limit);
      if (answer.type === "done") return;
      const cause = new Error(answer.complaint);
      const found = await heads(branches);
      if (branches.some((branch) => !found.has(branch))) {
        throw new OperationalError("branch-missing", "A branch went away while it was fetched.", {
          retry: "later",
          cause,
        });
      }
      throw new OperationalError("git-failed", "The remote answers, but nothing can be fetched.", {
        retry: "later",
        cause,
      });
    },
    async push(commit, branch) {
      const answer = await call(
        ["push", ...PUSH_OPTIONS, "--end-of-options", name, pushRefspec(commit, branch)],
        limitMs,
      );
      switch (answer.type) {
        case "done":
          return { type: "acknowledged" };
        case "silent":
          return { type: "silent", complaint: timeout(limitMs).message };
        case "failed":
          return { type: "refused", complaint: answer.complaint };
      }
    },
  };
}

// Each says no to something that a user's or a system's config may have switched on.
const FETCH_OPTIONS = [
  "--quiet",
  "--no-tags",
  "--no-prune",
  "--no-recurse-submodules",
  "--no-write-fetch-head",
  "--no-auto-gc",
];
const PUSH_OPTIONS = ["--quiet", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no"];

/** Where the branch of a remote stands after a fetch. */
export function trackingRef(remote: string, branch: string): string {
  return `refs/remotes/${remote}/${branch}`;
}

function checked(branch: string): string {
  if (isBranchName(branch)) return branch;
  throw new OperationalError("branch-name", `${JSON.stringify(branch)} is no name of a branch.`, { retry: "never" });
}

function headsIn(output: string, branches: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of output.split("\n")) {
    const [commit, ref] = line.split("\t");
    const branch = ref?.replace(/^refs\/heads\//, "");
    // The patterns match the end of a name, so refs/heads/x/refs/heads/main would come too.
    if (commit !== undefined && branch !== undefined && branches.includes(branch)) found.set(branch, commit);
  }
  return found;
}

function timeout(limitMs: number): OperationalError {
  return new OperationalError("remote-timeout", `The remote did not answer within ${limitMs / 1_000} s.`, {
    retry: "later",
  });
}

function unreachable(complaint: string): OperationalError {
  return new OperationalError("remote-unreachable", "The remote cannot be reached.", {
    retry: "later",
    cause: new Error(complaint),
    hint: "Is the address right, is the remote up, and may this machine talk to it?",
  });
}
