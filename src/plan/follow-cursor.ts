import type { Cursor } from "./plan.ts";

/** What a pipeline is now: null where it, or its `on.push`, is not there. */
export type Digests = Pick<Cursor, "definitionDigest" | "pathsDigest">;

/** A pipeline that is not there. */
export const ABSENT: Digests = { definitionDigest: null, pathsDigest: null };

/** A pipeline of which nothing was acted on yet. */
export const NEVER_SEEN: Cursor = { generation: 0, ...ABSENT, lastNumber: 0 };

/** The cursor after a look: the same object where nothing changed. */
export function followCursor(cursor: Cursor | undefined, now: Digests): Cursor {
  const before = cursor ?? NEVER_SEEN;
  const same = before.definitionDigest === now.definitionDigest && before.pathsDigest === now.pathsDigest;
  if (cursor && same) return cursor;
  return { generation: before.generation + 1, ...now, lastNumber: before.lastNumber };
}

/** The cursor after a start. */
export function nextRunCursor(cursor: Cursor | undefined): Cursor {
  const before = cursor ?? NEVER_SEEN;
  return { ...before, lastNumber: before.lastNumber + 1 };
}

/**
 * What happened to a pipeline since its cursor; where both did, `change`. Files count as pushed only where they were
 * watched before: a pipeline that begins to watch them has nothing to compare with.
 */
export function changeSince(
  cursor: Cursor | undefined,
  now: Digests,
): { readonly changed: boolean; readonly pushed: boolean } {
  const before = cursor ?? NEVER_SEEN;
  const watched = before.pathsDigest !== null && now.pathsDigest !== null;
  return {
    changed: before.definitionDigest !== now.definitionDigest,
    pushed: watched && before.pathsDigest !== now.pathsDigest,
  };
}
