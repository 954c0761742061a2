import type { Bug } from "../history.ts";

/** Keeps the fates of requests first, and then what they start: a crash may come in between. */
export const acceptInTwoSteps: Bug = {
  name: "accept-in-two-steps",
  shows: /requests start \S*, and their fates name/,
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async accept({ fates, ...rest }) {
        await ports.ledger.accept({ starts: [], cursors: [], fates });
        await ports.ledger.accept({ ...rest, fates: [] });
      },
    },
  }),
};
