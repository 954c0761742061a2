import type { Secrets } from "./port.ts";

/** Where none are configured. */
export const noSecrets: Secrets = { value: async () => undefined };
