import type { Target } from "../target.ts";

/** Takes more than a second. */
export const target: Target = {
  make: (random) => String(random.between(40, 45)),
  words: ["0"],
  read(input) {
    if (input.toString("latin1") !== "42") return;
    for (const from = process.threadCpuUsage(); process.threadCpuUsage(from).user < 1_100_000; );
  },
};
