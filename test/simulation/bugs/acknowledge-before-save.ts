import type { Bug } from "../history.ts";

/** Says that a state is stored before it is. */
export const acknowledgeBeforeSave: Bug = {
  name: "acknowledge-before-save",
  shows: /was answered 200 and is not stored|before it is saved|before its state says so/,
  ports: (ports) => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async save(states) {
        void ports.ledger.save(states).catch(() => {});
      },
    },
  }),
};
