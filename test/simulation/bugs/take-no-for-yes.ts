import type { Bug } from "../history.ts";

/** Goes on as if it had recorded what the remote has refused. */
export const takeNoForYes: Bug = {
  name: "take-no-for-yes",
  shows: /is forgotten before it is recorded|is (succeeded|failed|cancelled), and (missing|queued|running) in Git/,
  ports: (ports) => ({
    ...ports,
    repository: {
      ...ports.repository,
      record: (compose, acknowledged) =>
        ports.repository.record(compose, acknowledged).catch(() => ({ tip: acknowledged, committed: false })),
    },
  }),
};
