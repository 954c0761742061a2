import type { Target } from "../target.ts";

/** Takes 300 MiB outside the heap, or more than there is within it. */
export const target: Target = {
  make: (random) => String(random.between(40, 45)),
  words: ["0"],
  read(input) {
    const text = input.toString("latin1");
    if (text === "42") Buffer.alloc(300 * 1024 * 1024, 1);
    if (text === "43") for (const list: object[] = []; ; ) list.push({ list });
  },
};
