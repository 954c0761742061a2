import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { isBranchName, isCommitId, pushRefspec } from "../../../src/repository/git/push-refspec.ts";
import type { Target } from "../target.ts";

/** A commit and a branch, with a space between them. What we accept Git accepts too, and is what it looks like. */
export const target: Target = {
  make: (random) => `${random.hex(20)} ${random.pick(["main", "feature/x", "pilotage-status", "a.b", "@a", "ü/ö"])}`,
  words: [
    ..."/ // . .. .lock @ @{ { ~ ^ : ? * [ \\ - + HEAD refs/heads/ a.lock .a \u{1f600} ' \" $ ; |".split(" "),
    "\t",
    "\n",
    "\0",
    "\x7f",
    "\ufeff",
  ],
  read(input) {
    const text = input.toString();
    const [commit = ""] = text.split(" ", 1);
    const branch = text.slice(commit.length + 1);
    if (isCommitId(commit) && isBranchName(branch)) {
      assert.match(pushRefspec(commit, branch), /^([0-9a-f]{40}|[0-9a-f]{64}):refs\/heads\/[^:~^?*[\\\p{Cc} ]+$/u);
    } else assert.throws(() => pushRefspec(commit, branch), /^Error: Not a (commit id|branch name): /);
    if (!isBranchName(branch) || branch.length > LONGEST_ARGUMENT) return;
    const { status } = spawnSync("git", ["check-ref-format", "--branch", branch]);
    assert.equal(status, 0, `Git does not accept ${JSON.stringify(branch)}`);
  },
};

/** Of a path that Git could write. */
const LONGEST_ARGUMENT = 4_096;
