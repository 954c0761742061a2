import type { Target } from "../target.ts";

/** Throws on a rare input: by chance alone nobody finds the four letters. */
export const target: Target = {
  make: (random) => `b${random.hex(2)}`,
  words: ["u", "g", "!"],
  read(input) {
    const text = input.toString("latin1");
    if (text[0] !== "b") return;
    if (text[1] !== "u") return;
    if (text[2] !== "g") return;
    if (text[3] === "!") throw new TypeError("planted");
  },
};
