import type { Target } from "./target.ts";

/** What an input did that it must not. */
export interface Failed {
  readonly did: "throw" | "take-long" | "take-memory";
  readonly message: string;
  /** Base64; where it threw, shortened as far as it still throws from the same place. */
  readonly input: string;
}

/** CPU time of the thread, so that a busy machine makes nothing slow. */
const LONGEST_MS = 1_000;
const MOST_MEMORY = 256 * 1024 * 1024;
const MOST_SHORTENINGS = 1_000;

/** Reads input after input and tells of each way to fail once; what kills the process is for others to notice. */
export function createReader(target: Target): (input: Buffer) => Failed | "sound" | "known" {
  const known = new Set<string>();
  return (input) => {
    const peak = peakMemory();
    const began = process.threadCpuUsage();
    const thrown = thrownBy(target, input);
    const { user, system } = process.threadCpuUsage(began);
    const ms = Math.round((user + system) / 1_000);
    const grown = peakMemory() - peak;
    if (thrown !== undefined) return once(placeOf(thrown), () => toldThrow(target, input, thrown));
    if (ms > LONGEST_MS) return once("slow", () => told("take-long", `${ms} ms`, input));
    if (grown > MOST_MEMORY) return once("large", () => told("take-memory", `${grown >> 20} MiB`, input));
    return "sound";
  };

  function once(kind: string, tell: () => Failed): Failed | "known" {
    if (known.has(kind)) return "known";
    known.add(kind);
    return tell();
  }
}

function told(did: Failed["did"], message: string, input: Buffer): Failed {
  return { did, message, input: input.toString("base64") };
}

function toldThrow(target: Target, input: Buffer, thrown: Error): Failed {
  const place = placeOf(thrown);
  const failsAlike = (shorter: Buffer) => {
    const again = thrownBy(target, shorter);
    return again !== undefined && placeOf(again) === place;
  };
  return told("throw", thrown.stack ?? thrown.message, shortened(input, failsAlike));
}

function thrownBy(target: Target, input: Buffer): Error | undefined {
  try {
    target.read(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(`thrown: ${String(error)}`);
  }
}

/** Where something was thrown: its kind, and the first lines of the stack, up to this file. */
function placeOf({ name, stack = "" }: Error): string {
  const lines = stack.split("\n").filter((line) => line.startsWith("    at "));
  const ours = lines.findIndex((line) => line.includes(import.meta.url));
  return [name, ...lines.slice(0, Math.min(3, ours < 0 ? 3 : ours))].join("\n");
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Takes out whatever can be taken out: halves first, then smaller and smaller pieces. */
function shortened(input: Buffer, fails: (shorter: Buffer) => boolean): Buffer {
  let best = input;
  let tries = 0;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length; ) {
      if (++tries > MOST_SHORTENINGS) return best;
      const shorter = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      if (fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
