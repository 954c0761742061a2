const LONGEST = 150; // of a path of ours, as capability.ts reads it
const PATH = /^(\/c\/[a-z0-9]{1,32}\/[0-9a-f]{20}\/[a-z0-9-]{1,40}\/\d{1,3}\/\d{1,4}\/[A-Za-z_]{1,20}\/)[\w-]{22}/;

/**
 * Every place in a text where a keyed URL of ours has its mac: without it the URL is worthless, and the rest may be
 * read. Up to `from` they are known already.
 */
export function findMacs(text: string, from: number, found: (start: number, end: number) => void): void {
  for (let at = text.indexOf("/c/", from - LONGEST); at !== -1; at = text.indexOf("/c/", at + 1)) {
    const match = PATH.exec(text.slice(at, at + LONGEST));
    if (match) found(at + (match[1]?.length ?? 0), at + match[0].length);
  }
}

/** How many of the last characters may be the beginning of a keyed URL of ours. */
export function pendingUrl(text: string): number {
  const end = text.slice(1 - LONGEST);
  const start = end.search(/\/(?:c(?:\/[\w/-]*)?)?$/);
  return start === -1 ? 0 : end.length - start;
}
