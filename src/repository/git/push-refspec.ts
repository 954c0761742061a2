/** What `git push` is told: this commit onto this branch, never by force, never a deletion. A wrong side is a bug and throws. */
export function pushRefspec(commit: string, branch: string): string {
  // An empty left side deletes the branch, and a leading plus forces it.
  if (!isCommitId(commit)) throw new Error(`Not a commit id: ${JSON.stringify(commit)}`);
  if (!isBranchName(branch)) throw new Error(`Not a branch name: ${JSON.stringify(branch)}`);
  return `${commit}:refs/heads/${branch}`;
}

/** A whole object id: 40 hex digits, or 64 where the repository uses SHA-256. */
export function isCommitId(text: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);
}

/** A name that `git check-ref-format --branch` accepts too. */
export function isBranchName(name: string): boolean {
  if (name === "" || name === "@" || name === "HEAD" || name.startsWith("-") || name.endsWith(".")) return false;
  if (name.includes("..") || name.includes("@{") || !name.isWellFormed()) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what Git refuses
  if (/[\x00-\x20\x7f~^:?*[\\]/.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
