import { setTimeout } from "node:timers/promises";
import type { Figure } from "../../bench/figure.ts";
import type { Proof, Trial } from "../proof.ts";
import { startAttackedDaemon } from "./attacked-daemon.ts";
import type { Task } from "./part-process.ts";
import { playPart } from "./play-part.ts";
import type { Target } from "./target.ts";
import { unlikeSaid } from "./unlike-said.ts";

/** A whole daemon, attacked from other processes while components call it as they should; at last it is killed. */
export const listener: Proof = {
  name: "listener",
  tries:
    "Components call a whole daemon while others hold slow connections, forge URLs, send bodies that are none and play tricks with what stands between requests; then it is killed, and its ledger must hold what was answered by 200 and nothing else.",
  async prove(trial) {
    await using daemon = await startAttackedDaemon({ good: 60, silent: 12 });
    const size = trial.full ? FULL : BOUNDED;
    trial.progress("in calm");
    const calm = await callInCalm(daemon.target, size.calmMs);
    const { good, attacks, seconds } = await callUnderFire(daemon.target, size, trial);
    const memoryMb = await daemon.mostMemoryMb();
    const stored = await daemon.killed();
    const { slow, forged, malformed, tricks } = attacks;
    return {
      broken: [
        ...[calm, good, ...Object.values(attacks)].flatMap(({ broken }) => broken),
        ...unlikeSaid(stored, good.said ?? []),
      ],
      figures: [
        count("slow connections at once", slow.counts.most, `${slow.counts.cut} cut and made again`),
        count("forged URLs refused", forged.counts.refused, `in ${seconds.toFixed(0)} s, with all else`),
        count("malformed bodies refused", malformed.counts.refused),
        count("tricks between requests seen through", tricks.counts.played),
        count("good calls stored meanwhile", good.counts.calls, "50 kept connections, 10 that are new for each call"),
        { ...count("good calls that had to be made again", good.counts.repeated), goal: { atMost: 0 } },
        { name: "good calls in calm, p99", value: calm.counts.p99Ms ?? Number.NaN, unit: "ms" },
        { name: "good calls under fire, p50", value: good.counts.p50Ms ?? Number.NaN, unit: "ms" },
        {
          name: "good calls under fire, p99",
          value: good.counts.p99Ms ?? Number.NaN,
          unit: "ms",
          goal: { atMost: 250 },
          note: `the slowest ${good.counts.mostMs?.toFixed(0)} ms`,
        },
        { name: "memory of the daemon, at most", value: memoryMb, unit: "MB", goal: { atMost: 256 } },
      ],
    };
  },
};

interface Size {
  readonly calmMs: number;
  readonly fireMs: number;
  readonly slow: number;
  readonly forged: number;
  readonly rounds: number;
}

const FULL: Size = { calmMs: 20_000, fireMs: 120_000, slow: 2_000, forged: 1_000_000, rounds: 20 };
const BOUNDED: Size = { calmMs: 2_000, fireMs: 12_000, slow: 500, forged: 20_000, rounds: 1 };

async function callInCalm(target: Target, ms: number) {
  using good = playPart({ part: "good", target, count: 0, seed: 0 });
  await setTimeout(ms);
  good.stop();
  return await good.done; // not before: `using` ends its process
}

/** Until every attack is through, and for a while at least: slow connections take theirs. */
async function callUnderFire(target: Target, size: Size, { seed, progress }: Trial) {
  const began = performance.now();
  const begin = (part: Task["part"], amount: number) => playPart({ part, target, count: amount, seed });
  progress("under fire");
  using good = begin("good", 0);
  using slow = begin("slow", size.slow);
  using forged = begin("forged", size.forged);
  using malformed = begin("malformed", size.rounds);
  using tricks = begin("tricks", size.rounds);
  await Promise.all([forged.done, malformed.done, tricks.done, Promise.race([setTimeout(size.fireMs), good.done])]);
  good.stop();
  const said = await good.done;
  slow.stop();
  const attacks = {
    slow: await slow.done,
    forged: await forged.done,
    malformed: await malformed.done,
    tricks: await tricks.done,
  };
  return { good: said, attacks, seconds: (performance.now() - began) / 1_000 };
}

function count(name: string, value: number | undefined, note?: string): Figure {
  return { name, value: value ?? Number.NaN, unit: "", ...(note !== undefined && { note }) };
}
