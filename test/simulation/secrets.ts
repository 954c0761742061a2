import type { Secrets } from "../../src/secrets/port.ts";
import type { Life, World } from "./world.ts";

/** The only secret there is, and the mac of every keyed URL: neither may ever be read anywhere. */
export const SECRET = "hunter22-of-the-forge";
export const MAC = "mac-of-the-simulation-";

/** The secrets as one life reads them. */
export function modelSecrets(world: World, life: Life): Secrets {
  return { value: () => world.effect(life, "read a secret", { refusedOneIn: 100, slowestMs: 1 }, () => SECRET) };
}
