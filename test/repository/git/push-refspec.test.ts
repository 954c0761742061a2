import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { isBranchName, isCommitId, pushRefspec } from "../../../src/repository/git/push-refspec.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

test("a refspec pushes one commit to one branch", () => {
  assert.equal(pushRefspec(COMMIT, "pilotage-status"), `${COMMIT}:refs/heads/pilotage-status`);
  assert.equal(pushRefspec("a".repeat(64), "feature/x"), `${"a".repeat(64)}:refs/heads/feature/x`);
});

test("nothing but a whole commit id stands on the left: an empty side deletes, a plus forces", () => {
  for (const commit of [
    "",
    "+",
    `+${COMMIT}`,
    COMMIT.slice(1),
    `${COMMIT}0`,
    COMMIT.toUpperCase(),
    "HEAD",
    `${COMMIT}\n`,
    `${COMMIT}:x`,
  ]) {
    assert.equal(isCommitId(commit), false, commit);
    assert.throws(() => pushRefspec(commit, "main"), /Not a commit id/);
  }
});

test("no refspec that comes out forces, deletes, or leaves refs/heads/", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (commit, branch) => {
      try {
        assert.match(pushRefspec(commit, branch), /^[0-9a-f]{40}([0-9a-f]{24})?:refs\/heads\/[^:+*\s]+$/);
      } catch (error) {
        assert.match(String(error), /Not a (commit id|branch name)/);
      }
    }),
  );
});

test("a name is a branch's exactly where Git says so", () => {
  const piece = fc.constantFrom(
    "a",
    "B",
    "0",
    "-",
    ".",
    "..",
    "/",
    "@",
    "@{",
    "{",
    "~",
    "^",
    ":",
    "?",
    "*",
    "[",
    "\\",
    " ",
    "\t",
    "\x7f",
    ".lock",
    "HEAD",
    "ü",
    "\u{1f600}",
    "+",
    "'",
    '"',
    "$",
  );
  const names = fc.sample(
    fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join("")),
    { numRuns: 100, seed: 7 },
  );
  for (const name of [...names, "main", "feature/x", "a.lock/b", "@", "HEAD", "-a", "a/-b", "a/@", "a.", "a/.b"]) {
    assert.equal(isBranchName(name), gitAccepts(name), JSON.stringify(name));
  }
});

function gitAccepts(name: string): boolean {
  // --branch expands @{-1} and the like; a leading dash and HEAD are refused by the commands themselves.
  if (name.startsWith("-") || name === "HEAD" || name === "@") return false;
  try {
    execFileSync("git", ["check-ref-format", `refs/heads/${name}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
