import { allTargets, fuzz as fuzzTargets } from "../../test/fuzz/fuzz.ts";
import type { Evidence, Proof, Trial } from "../proof.ts";

/** Seconds for each target. */
const SECONDS = { full: 60, small: 1 } as const;

/** Whatever reads what others wrote, given inputs that nobody would write. */
export const fuzz: Proof = {
  name: "fuzz",
  tries:
    "Everything that reads what others wrote is given kept, changed and made inputs, guided by the code that they reach. " +
    "An exception, a second of work, or 256 MiB for one input breaks the promise.",
  async prove({ full, seed, progress }: Trial): Promise<Evidence> {
    const seconds = full ? SECONDS.full : SECONDS.small;
    const results = await fuzzTargets(allTargets(), { seed, seconds }, ({ target }) => progress(target));
    return {
      figures: results.map(({ target, inputs }) => ({ name: target, value: inputs, unit: "inputs" })),
      broken: results.flatMap(({ target, failures }) =>
        failures.map(({ did, message, path }) => `${target}: ${did}, ${message}; npm run fuzz -- ${target} (${path})`),
      ),
    };
  },
};
