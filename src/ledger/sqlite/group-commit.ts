/**
 * Collects what callers hand in until the event loop has taken in all that had arrived, then commits it at once, so
 * that fifty calls cost one fsync. A caller's promise follows its own commit.
 */
export function groupCommit<Item>(commit: (items: readonly Item[]) => void): GroupCommit<Item> {
  let waiting: Waiting<Item>[] = [];

  function flush(): void {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      commit(batch.flatMap(({ items }) => items));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  function add(items: readonly Item[]): Promise<void> {
    if (waiting.length === 0) setImmediate(flush);
    return new Promise((resolve, reject) => waiting.push({ items, resolve, reject }));
  }

  return { add, flush };
}

interface GroupCommit<Item> {
  /** Resolves when the items are committed. */
  add(items: readonly Item[]): Promise<void>;
  /** Commits what waits, now. */
  flush(): void;
}

interface Waiting<Item> {
  readonly items: readonly Item[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
