import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";
import { keepInput, keptInputs } from "./corpus.ts";
import { inputUnderWay } from "./under-way.ts";
import { inWatchedProcess } from "./watched-process.ts";

/** What fuzzing one target came to. */
export interface FuzzResult {
  readonly target: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly did: "throw" | "take-long" | "take-memory" | "hang" | "end-the-process";
  readonly message: string;
  /** Where the input is kept. */
  readonly path: string;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** The folder of the targets' modules. */
  readonly targets: string;
  /** The folder in which inputs are kept. */
  readonly corpus: string;
  /** A process that stays so long on one input hangs: a second of CPU time never takes as long. */
  readonly patienceMs?: number;
  /** After so many different failures it ends. */
  readonly mostFailures?: number;
}

const MOST_PROCESSES = 10;

/** Reads the kept inputs of a target, and new ones for some seconds. What fails is kept, also where it ends the process. */
export async function fuzzTarget(target: string, options: FuzzOptions): Promise<FuzzResult> {
  const { seed, seconds, targets, corpus, patienceMs = 60_000, mostFailures = 10 } = options;
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1_000;
  await using folder = await createTemporaryFolder();
  const kept = keptInputs(corpus, target);
  const failures = new Map<string, Failure>();
  const add = (number: number, { did, message }: Omit<Failure, "path">, input: Buffer) => {
    const path = kept[number]?.path ?? keepInput(corpus, target, { did, input });
    failures.set(path, { did, message, path });
  };
  const task = {
    target: pathToFileURL(join(targets, `${target}.ts`)).href,
    seed,
    kept: kept.map(({ input }) => input.toString("base64")),
    underWay: join(folder.path, "under-way"),
  };

  let inputs = 0;
  for (let processes = 0; processes < MOST_PROCESSES && failures.size < mostFailures; processes++) {
    const left = {
      from: inputs,
      seconds: Math.max(0, seconds - elapsed()),
      mostFailures: mostFailures - failures.size,
    };
    const end = await inWatchedProcess({ ...task, ...left }, patienceMs, (failed) =>
      add(failed.number, failed, Buffer.from(failed.input, "base64")),
    );
    if ("inputs" in end) {
      inputs = end.inputs;
      break;
    }
    const fatal = inputUnderWay(task.underWay);
    if (fatal === undefined) throw new Error(`${target} cannot be fuzzed: ${end.message}`);
    add(fatal.number, end, fatal.input);
    inputs = fatal.number + 1;
  }
  return { target, inputs, seconds: elapsed(), failures: [...failures.values()] };
}
