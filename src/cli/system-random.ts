import { randomBytes } from "node:crypto";
import type { Random } from "../base/random.ts";

/** The randomness of this machine: ids and keys from the system's own source, jitter from a cheaper one. */
export const systemRandom: Random = {
  fraction: () => Math.random(),
  hex: (bytes) => randomBytes(bytes).toString("hex"),
};
