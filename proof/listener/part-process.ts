/** A process that plays one part against a listener: what to do comes as the first message, the second says to stop. */
import { callForged } from "./forged-calls.ts";
import { callWell, type Said } from "./good-calls.ts";
import { callMalformed } from "./malformed-bodies.ts";
import { playTricks } from "./play-tricks.ts";
import { wasteConnections } from "./slow-connections.ts";
import type { Target, Told } from "./target.ts";

/** How much: components that call well and slow connections go on until they are told to stop. */
export interface Task {
  readonly part: "good" | "slow" | "forged" | "malformed" | "tricks";
  readonly target: Target;
  readonly count: number;
  readonly seed: number;
}

const stop = new AbortController();

process.once("message", async (task: Task) => {
  process.once("message", () => stop.abort());
  process.send?.(await play(task));
  process.exit();
});
process.once("disconnect", () => process.exit());

function play({ part, target, count, seed }: Task): Promise<Told & { readonly said?: readonly Said[] }> {
  switch (part) {
    case "good":
      return callWell(target, stop.signal);
    case "slow":
      return wasteConnections(target, count, stop.signal);
    case "forged":
      return callForged(target, count, seed);
    case "malformed":
      return callMalformed(target, count, seed);
    case "tricks":
      return playTricks(target, count, seed);
  }
}
