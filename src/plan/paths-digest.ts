import { sha256 } from "../base/digest.ts";
import { type Matches, matcherOf } from "./glob.ts";

/** A file of a snapshot. */
export interface PathAndBlob {
  readonly path: string;
  readonly blob: string;
}

/**
 * For the files of one snapshot: the digest of those under the paths of `on.push`. It changes exactly when one of them
 * comes, goes, moves or changes its content. Made once for each list of globs, because many pipelines watch the same.
 */
export function pathsDigests(entries: readonly PathAndBlob[]): (globs: readonly string[]) => string {
  const known = new Map<string, string>();
  return (globs) => {
    const key = globs.join("\0");
    const digest = known.get(key) ?? digestUnder(matcherOf(globs), entries);
    known.set(key, digest);
    return digest;
  };
}

function digestUnder(matches: Matches, entries: readonly PathAndBlob[]): string {
  const lines: string[] = [];
  for (const { path, blob } of entries) if (!isStatusPath(path) && matches(path)) lines.push(`${path}\0${blob}\0`);
  return sha256(lines.sort().join(""));
}

/** What the daemon itself writes never starts anything. */
export function isStatusPath(path: string): boolean {
  return path.startsWith("status/");
}
