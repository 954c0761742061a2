import { runGitIn } from "../git/local-git.ts";
import { nulSeparated } from "../git/objects.ts";

/** How the files of a folder differ from what Git has of them. */
export interface WorkTreeStatus {
  /** HEAD; "" before the first commit. */
  readonly commit: string;
  /** "" where HEAD is detached. */
  readonly branch: string;
  /** Paths from the folder. "staged" = the index has the file as it lies there; "unstaged" = it does not. */
  readonly differing: ReadonlyMap<string, "staged" | "unstaged">;
}

/** Asks `git status` about a folder, `prefix` below the top of its repository. Ignored files and submodules do not differ. */
export async function readWorkTreeStatus(folder: string, prefix: string): Promise<WorkTreeStatus> {
  const format = ["--porcelain=v2", "--branch", "-z"];
  const scope = ["--untracked-files=all", "--no-renames", "--ignore-submodules=all", "--", "."];
  const lines = nulSeparated(await runGitIn(folder, ["--no-optional-locks", "status", ...format, ...scope]));
  const differing = new Map<string, "staged" | "unstaged">();
  let commit = "";
  let branch = "";
  for (const line of lines) {
    const [kind = "", second = "", third = ""] = line.split(" ", 3);
    if (kind !== "#") {
      const isStaged = kind === "1" && second.endsWith("."); // "1 XY …": Y is the difference between index and file
      differing.set(pathIn(line, kind).slice(prefix.length), isStaged ? "staged" : "unstaged");
    } else if (second === "branch.oid" && third !== "(initial)") {
      commit = third;
    } else if (second === "branch.head" && third !== "(detached)") {
      branch = third;
    }
  }
  return { commit, branch, differing };
}

/** The path is the rest of the line after some words: of a changed file, an unmerged one, else an untracked one. */
function pathIn(line: string, kind: string): string {
  const wordsBefore = kind === "1" ? 8 : kind === "u" ? 10 : 1;
  return line.split(" ").slice(wordsBefore).join(" ");
}
