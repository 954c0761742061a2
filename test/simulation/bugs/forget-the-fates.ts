import type { Bug } from "../history.ts";

/** Carries out requests without writing down that it did. */
export const forgetTheFates: Bug = {
  name: "forget-the-fates",
  shows: /requests start \S+, and their fates name|has no fate/,
  ports: (ports) => ({
    ...ports,
    ledger: { ...ports.ledger, accept: (acceptance) => ports.ledger.accept({ ...acceptance, fates: [] }) },
  }),
};
