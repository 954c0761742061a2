import type { Target } from "../target.ts";

/** Goes on for ever once. */
export const target: Target = {
  make: (random) => String(random.between(40, 45)),
  words: ["0"],
  read(input) {
    while (input.toString("latin1") === "42");
  },
};
