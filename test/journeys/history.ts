import { revisionOf } from "../../src/status/revise.ts";
import type { TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { textsOf } from "./texts-at.ts";

/** A status file as a commit wrote it. */
export interface Writing {
  readonly commit: string;
  readonly path: string;
  readonly text: string;
}

/** Every status file that was ever written to a branch, the oldest commit first. */
export async function writingsOf(
  repository: TemporaryRepository,
  branch = "pilotage-status",
): Promise<readonly Writing[]> {
  const log = ["log", "--first-parent", "--reverse", "--format=%H", "--raw", "--no-abbrev", "--no-renames", "--root"];
  const lines = (await repository.git(...log, branch, "--", "status")).split("\n");
  let commit = "";
  const blobs = lines.flatMap((line) => {
    if (/^[0-9a-f]+$/.test(line)) commit = line;
    const [, blob, path] = /^:\d+ \d+ \S+ (\S+) [AM]\t(.*\.yaml)$/.exec(line) ?? [];
    return blob === undefined || path === undefined ? [] : [{ commit, blob, path }];
  });
  const texts = await textsOf(
    repository,
    blobs.map(({ blob }) => blob),
  );
  return blobs.map(({ commit, path }, index) => ({ commit, path, text: texts[index] ?? "" }));
}

/** Files that a later commit of the status branch tells in an older or equal revision than an earlier one: there must be none. */
export async function stepsBack(
  repository: TemporaryRepository,
  branch = "pilotage-status",
): Promise<readonly string[]> {
  const newest = new Map<string, number>();
  const back: string[] = [];
  for (const { path, text } of await writingsOf(repository, branch)) {
    const revision = revisionOf(text);
    const before = newest.get(path) ?? 0;
    if (revision <= before) back.push(`${path}: from revision ${before} to ${revision}`);
    newest.set(path, revision);
  }
  return back;
}
