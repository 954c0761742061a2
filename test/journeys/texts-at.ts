import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import type { TemporaryRepository } from "../fixtures/temporary-repository.ts";

/** All texts of a commit by path. */
export async function textsAt(repository: TemporaryRepository, commit: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await repository.git("ls-tree", "-r", "-z", commit)).split("\0").filter((line) => line !== "");
  const entries = lines.map((line) => /^\d+ blob (\S+)\t(.*)$/s.exec(line) ?? []);
  const texts = await textsOf(
    repository,
    entries.map(([, blob = ""]) => blob),
  );
  return new Map(entries.map(([, , path = ""], index) => [path, texts[index] ?? ""]));
}

/** The texts of blobs, in their order. */
export async function textsOf(repository: TemporaryRepository, blobs: readonly string[]): Promise<readonly string[]> {
  const reading = spawn("git", ["cat-file", "--batch"], { cwd: repository.path, stdio: ["pipe", "pipe", "inherit"] });
  reading.stdin.end(blobs.map((blob) => `${blob}\n`).join(""));
  const answer = await buffer(reading.stdout);
  const texts: string[] = [];
  for (let at = 0; at < answer.length; ) {
    const headEnd = answer.indexOf("\n", at);
    const size = Number(answer.toString("utf8", at, headEnd).split(" ")[2]);
    texts.push(answer.toString("utf8", headEnd + 1, headEnd + 1 + size));
    at = headEnd + 1 + size + 1;
  }
  return texts;
}

/** The contents of all objects that the repository ever got: files, messages, names. */
export async function everyObject(repository: TemporaryRepository): Promise<string> {
  const args = ["cat-file", "--batch", "--batch-all-objects"];
  const reading = spawn("git", args, { cwd: repository.path, stdio: ["ignore", "pipe", "inherit"] });
  return (await buffer(reading.stdout)).toString("utf8");
}
