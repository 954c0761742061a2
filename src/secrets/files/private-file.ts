import { open } from "node:fs/promises";
import { OperationalError } from "../../base/operational-error.ts";

/**
 * The text of a file that nobody but its owner can read; undefined where there is none.
 * Throws OperationalError `secrets-readable-by-others`, or `secrets-unreadable`.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path);
    const stat = await file.stat();
    if (!stat.isFile()) return undefined;
    if ((stat.mode & 0o077) !== 0) throw readableByOthers(path);
    return await file.readFile("utf8");
  } catch (error) {
    if (error instanceof OperationalError) throw error;
    if (ABSENCE.includes(codeOf(error))) return undefined;
    throw unreadable(path, error, "it must belong to the user that pilotage runs as");
  }
}

/** What the machine refuses now (a full table of files, a disk that stutters) it may give later; a right it will not. */
export function unreadable(path: string, cause: unknown, hint: string): OperationalError {
  const isForGood = ["EACCES", "EPERM", "ELOOP", ...ABSENCE].includes(codeOf(cause));
  const retry = isForGood ? "never" : "later";
  return new OperationalError("secrets-unreadable", `${path} cannot be read`, { retry, cause, hint });
}

const ABSENCE = ["ENOENT", "ENOTDIR"];

function readableByOthers(path: string): OperationalError {
  return new OperationalError("secrets-readable-by-others", `${path} can be read by others`, {
    retry: "never",
    hint: `chmod 600 ${path}`,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
