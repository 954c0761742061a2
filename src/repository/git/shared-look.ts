/**
 * Lets callers share a look that goes out to a remote. One that is under way when they ask may already have passed what
 * they want to know, so they wait for the next one, all of them for the same.
 */
export function shareLook<Found>(look: () => Promise<Found>): () => Promise<Found> {
  let current: Promise<Found> | undefined;
  let next: Promise<Found> | undefined;

  const start = (): Promise<Found> => {
    const started = look().finally(() => {
      if (current === started) current = undefined;
    });
    current = started;
    return started;
  };
  return () => {
    if (current === undefined) return start();
    next ??= current
      .catch(() => {}) // its own callers hear of it
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
