import { randomUUID } from "node:crypto";
import { link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import type { Observation } from "../../run/run-event.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { codeOf, ifThere } from "./if-there.ts";

/** An end that is not the program's own. */
type ForcedEnd = Pick<Observation, "signal" | "cause" | "message">;

/** How an attempt ended; undefined while no end is written down. */
export async function endOf(folder: AttemptFolder): Promise<Observation | undefined> {
  const line = await ifThere(readFile(folder.exit, "utf8"));
  if (!line?.endsWith("\n")) return undefined; // a shim is about to write it, or could not
  const [ended, started] = await Promise.all([stat(folder.exit), ifThere(stat(folder.process))]);
  const end: number | ForcedEnd = JSON.parse(line);
  return {
    is: "ended",
    ...(started && { startedAt: Math.floor(started.mtimeMs) }),
    endedAt: Math.floor(ended.mtimeMs),
    ...(typeof end === "number" ? ownEnd(end) : end),
  };
}

/** Writes down what ends an attempt before it is done, unless its own end is there already. */
export async function forceEnd(folder: AttemptFolder, end: ForcedEnd): Promise<void> {
  await makeWhole(folder.exit, end);
}

/** Sees to it that the program never runs, and writes down why; false where a shim came first. */
export function refuseStart(folder: AttemptFolder, refusal: Observation): Promise<boolean> {
  return makeWhole(folder.started, refusal);
}

/** Why the program never ran; undefined where a shim ran it, "open" where it may still start. */
export async function refusalOf(folder: AttemptFolder): Promise<Observation | "open" | undefined> {
  const text = await ifThere(readFile(folder.started, "utf8"));
  if (text === undefined) return "open";
  return text === "" ? undefined : JSON.parse(text);
}

/** A shell says 128 + n of a program that signal n has ended, and cannot tell it from one that exits so. */
function ownEnd(exitCode: number): Pick<Observation, "exitCode" | "signal"> {
  const signal = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0];
  return { exitCode, ...(signal && { signal }) };
}

/** Makes a file with all of its content at once; false where it is there already. */
async function makeWhole(path: string, content: Observation | ForcedEnd): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(content)}\n`, { flush: true }); // a name without its content would never be read
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
