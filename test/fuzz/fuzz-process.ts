import { openSync, readFileSync, writeSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { seededRandom } from "../simulation/seeded-random.ts";
import { changedInput } from "./change-input.ts";
import { createReached } from "./reached.ts";
import { createReader, type Failed } from "./reader.ts";
import type { Target } from "./target.ts";
import { headOf } from "./under-way.ts";

/** What a process is told that fuzzes one target, as JSON in the file that its only argument names. */
export interface Task {
  /** URL of the module whose `target` reads. */
  readonly target: string;
  readonly seed: number;
  readonly seconds: number;
  /** Base64, to be read first and to begin with. */
  readonly kept: readonly string[];
  /** The number of the first input: those before it are done. */
  readonly from: number;
  /** After so many failures it ends. */
  readonly mostFailures: number;
  /** The file in which each input is written down before it is read. */
  readonly underWay: string;
}

/** What it says, message by message. */
export type Said =
  | (Failed & { readonly is: "failed"; readonly number: number })
  | { readonly is: "done"; readonly inputs: number };

/** So many inputs are read between two questions for what they reached: more while nothing new is. */
const BATCH = { least: 50, most: 500 };
const POOL = 2_000;

async function fuzz({ target: url, seed, seconds, kept, from, mostFailures, underWay }: Task): Promise<void> {
  const { target } = (await import(url)) as { readonly target: Target };
  const file = openSync(underWay, "w");
  const reached = createReached();
  const read = createReader(target);
  const first: readonly Buffer[] = kept.map((input) => Buffer.from(input, "base64"));
  const pool: Buffer[] = [...first];

  function inputOf(number: number): Buffer {
    const random = seededRandom(seed, String(number));
    if (pool.length === 0 || random.oneIn(4)) return Buffer.from(target.make(random));
    return changedInput(random, { inputs: pool, words: target.words });
  }

  let number = from;
  let failures = 0;
  /** Whether it was read as it should be. */
  function isSound(input: Buffer): boolean {
    writeSync(file, Buffer.concat([headOf(number, input), input]), 0, undefined, 0);
    const outcome = read(input);
    if (outcome !== "sound" && outcome !== "known") {
      failures++;
      say({ is: "failed", number, ...outcome });
    }
    number++;
    return outcome === "sound";
  }

  for (const input of first.slice(from)) isSound(input);
  reached.learn();
  const until = performance.now() + seconds * 1_000;
  const goesOn = () => performance.now() < until && failures < mostFailures;
  for (let size = BATCH.least; goesOn(); size = Math.min(BATCH.most, size + BATCH.least)) {
    const batch = Array.from({ length: size }, (_, index) => inputOf(number + index));
    const sound = batch.filter((input) => goesOn() && isSound(input));
    if (reached.isNew()) {
      size = 0;
      for (const input of sound) {
        read(input);
        if (reached.learn()) pool[pool.length < POOL ? pool.length : number % POOL] = input;
      }
    }
    await turn(); // lets go what was said
  }
  say({ is: "done", inputs: number });
}

function say(said: Said): void {
  process.send?.(said);
}

await fuzz(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")));
process.disconnect();
