import { type PublishPorts, publish } from "./publish.ts";
import type { Store } from "./store.ts";

export interface Submission {
  readonly branch: string;
  readonly author: string;
  readonly file: { readonly path: string; readonly text: string; readonly message: string };
}

/** Commits one file on a branch that exists, and pushes it. Throws `submitting-blocked`, `branch-missing`. */
export async function submitFile(
  store: Store,
  { branch, author, file: { path, text, message } }: Submission,
  ports: PublishPorts,
): Promise<{ readonly commit: string }> {
  const compose = async () => ({ message, files: new Map([[path, text]]) });
  const { tip } = await publish(store, { branch, author, mayBegin: false, compose, blocked: BLOCKED }, ports);
  if (tip === undefined) throw new Error("A change was published without a commit.");
  return { commit: tip };
}

const BLOCKED = {
  code: "submitting-blocked",
  message: "The remote refuses the commit, although nobody else has written there.",
  hint: "May you push to this branch? Where it is protected, commit the request file by the usual way, e.g. a pull request.",
};
