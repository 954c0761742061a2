import type { Bug } from "../history.ts";

/** Hides nothing, because it takes every secret for one that is not there. */
export const sayTheSecrets: Bug = {
  name: "say-the-secrets",
  shows: /^a secret stands in /,
  ports: (ports) => ({ ...ports, secrets: { value: async () => undefined } }),
};
