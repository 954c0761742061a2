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
    if (isAbsence(error)) return undefined;
    throw new OperationalError("secrets-unreadable", `${path} cannot be read`, {
      retry: "never",
      cause: error,
      hint: "it must belong to the user that pilotage runs as",
    });
  }
}

function readableByOthers(path: string): OperationalError {
  return new OperationalError("secrets-readable-by-others", `${path} can be read by others`, {
    retry: "never",
    hint: `chmod 600 ${path}`,
  });
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
