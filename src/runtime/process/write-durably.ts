import { open, writeFile } from "node:fs/promises";

/** Writes a file that survives a power cut, together with its name and those of the folders that lead to it. */
export async function writeDurably(path: string, text: string, folders: readonly string[]): Promise<void> {
  await writeFile(path, text, { flush: true });
  await Promise.all(folders.map(syncFolder)); // at once, because the disk then does it in one go
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}
