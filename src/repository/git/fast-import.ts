import type { Change } from "../port.ts";
import { runGit } from "./local-git.ts";

export interface Draft extends Change {
  /** Undefined makes a commit without history. */
  readonly parent: string | undefined;
  /** `Name <address>`, author and committer. */
  readonly author: string;
  readonly atSeconds: number;
}

/**
 * Writes a commit into the repository's objects and gives its id. No branch, index or work tree is touched, and whatever
 * moment it is killed at, no lock is left: the temporary ref is forgotten before `done`.
 */
export async function writeCommit(gitDir: string, draft: Draft): Promise<string> {
  return (await runGit(gitDir, ["fast-import", "--quiet"], streamOf(draft))).trim();
}

function streamOf({ parent, author, atSeconds, message, files }: Draft): Buffer {
  const parts: (string | Buffer)[] = [
    "feature done\n",
    "commit refs/pilotage/temporary\nmark :1\n",
    `committer ${author} ${atSeconds} +0000\n`,
    ...data(message),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
  ];
  for (const [path, text] of files) {
    if (text === null) parts.push(`D ${quoted(path)}\n`);
    else parts.push(`M 100644 inline ${quoted(path)}\n`, ...data(text));
  }
  parts.push("get-mark :1\n", "reset refs/pilotage/temporary\n", "done\n");
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function data(text: string): (string | Buffer)[] {
  const bytes = Buffer.from(text);
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
