import type { Bug } from "../history.ts";

/** Starts runs without keeping how far their pipelines were acted on. */
export const loseTheCursor: Bug = {
  name: "lose-the-cursor",
  shows: /is accepted twice|has started more often than it has changed/,
  ports: (ports) => ({
    ...ports,
    ledger: { ...ports.ledger, accept: (acceptance) => ports.ledger.accept({ ...acceptance, cursors: [] }) },
  }),
};
