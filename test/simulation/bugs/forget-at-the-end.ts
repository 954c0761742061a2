import type { Bug } from "../history.ts";

/** Lets the ledger forget a run when it has ended, and not when that is recorded. */
export const forgetAtTheEnd: Bug = {
  name: "forget-at-the-end",
  shows: /is forgotten before/,
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async save(states) {
        await ports.ledger.save(states);
        const ended = states.filter((state) => "endedAt" in state);
        if (ended.length > 0) await ports.ledger.forget(ended.map(({ uid }) => uid));
      },
    },
  }),
};
