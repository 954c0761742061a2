import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** The text of a file of ours in the state directory; undefined where there is none yet. */
export async function readStateFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes it whole or not at all, for its owner's eyes only; once this returns, it survives a crash. */
export async function writeStateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.new`;
  await rm(unfinished, { force: true });
  await using file = await open(unfinished, "wx", 0o600);
  await file.writeFile(text);
  await file.sync();
  await rename(unfinished, path);
  await using folder = await open(dirname(path), "r");
  await folder.sync();
}
