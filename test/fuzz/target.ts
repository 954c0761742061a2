import type { SeededRandom } from "../simulation/seeded-random.ts";

/**
 * Something of ours that reads what others wrote. Its inputs are bytes, whatever they mean to it, so that those of all
 * targets are made, kept and shown alike. Each lies in a file of its own in `targets/`, which gives it its name.
 */
export interface Target {
  /** An input by its grammar; most of it is sound. */
  readonly make: (random: SeededRandom) => string;
  /** Pieces that mean much to the reader: changes to an input put them in. */
  readonly words: readonly string[];
  /** Reads an input. Throws where the answer is none that is documented, or where a law is broken. */
  readonly read: (input: Buffer) => void;
}
