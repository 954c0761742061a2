import type { Bug } from "../history.ts";

/** Writes on a rewritten status branch what is new, and nothing of what the branch has lost. */
export const forgetToRestore: Bug = {
  name: "forget-to-restore",
  shows: /was acknowledged|is \w+, and (missing|queued|running) in Git/,
  ports: (ports) => ({
    ...ports,
    repository: {
      ...ports.repository,
      record: (compose, acknowledged) => ports.repository.record(({ lost: _, ...tip }) => compose(tip), acknowledged),
    },
  }),
};
