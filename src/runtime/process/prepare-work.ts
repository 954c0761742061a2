import { execFile } from "node:child_process";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, normalize } from "node:path";
import { promisify } from "node:util";
import { OperationalError } from "../../base/operational-error.ts";
import type { Assignment } from "../../contract/assignment.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { codeOf, ifThere } from "./if-there.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** Gives the path of a tar file of the commit. */
export type Source = () => Promise<string>;

export type Work = { readonly ok: true; readonly start: string } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Makes the attempt's `work/`, with the source where it has one, and answers the folder in it where the program starts.
 * That folder must be in the source; without a source it is made.
 */
export async function prepareWork(
  folder: AttemptFolder,
  assignment: Assignment,
  source: Source | undefined,
): Promise<Work> {
  const { workingDirectory = "." } = assignment;
  if (isAbsolute(workingDirectory) || normalize(workingDirectory).split("/")[0] === "..") {
    return startFailed(`the working directory ${workingDirectory} is not below the attempt's own`);
  }
  const start = join(folder.work, workingDirectory);
  if (assignment.source === undefined) {
    await mkdir(start, { recursive: true });
    return { ok: true, start };
  }
  if (!(await ifThere(stat(folder.work)))) {
    const refused = await unpack(folder, source);
    if (refused) return refused;
  }
  const isThere = (await ifThere(stat(start)))?.isDirectory() === true;
  return isThere ? { ok: true, start } : startFailed(`the source has no directory ${workingDirectory}`);
}

/** More than a full disk has left, whatever tar could still write. */
const ROOM_BYTES = 65_536;

/** `work/` comes into being with all of the source in it, so that a crash leaves all or nothing. */
async function unpack(folder: AttemptFolder, source: Source | undefined): Promise<(Work & { ok: false }) | undefined> {
  const tar = await tarOf(source);
  if (!tar.ok) return { ok: false, refusal: refusal("source-gone", tar.message) };
  await rm(folder.unpacking, { recursive: true, force: true });
  await mkdir(folder.unpacking);
  try {
    await promisify(execFile)("tar", ["-xf", tar.path, "-C", folder.unpacking, "--no-same-owner"]);
  } catch (error) {
    if (codeOf(error) !== undefined) throw error; // tar could not be started just now
    if (wasKilled(error))
      throw new OperationalError("machine-refused", "tar was killed", { retry: "later", cause: error });
    await writeFile(join(folder.unpacking, ".room"), Buffer.alloc(ROOM_BYTES)); // what a full disk did to tar it does to us
    return startFailed(`the source cannot be unpacked: ${firstLine(error)}`);
  }
  await rename(folder.unpacking, folder.work);
  return undefined;
}

type Tar = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

async function tarOf(source: Source | undefined): Promise<Tar> {
  if (!source) return { ok: false, message: "nobody has the source" };
  try {
    return { ok: true, path: await source() };
  } catch (error) {
    if (error instanceof OperationalError && error.retry === "never") return { ok: false, message: error.message };
    throw error;
  }
}

function startFailed(message: string): Work & { ok: false } {
  return { ok: false, refusal: refusal("start-failed", message) };
}

function wasKilled(error: unknown): boolean {
  return error instanceof Error && "signal" in error && typeof error.signal === "string";
}

function firstLine(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return said.split("\n", 1)[0] || String(error);
}
