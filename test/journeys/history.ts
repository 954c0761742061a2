import { revisionOf } from "../../src/status/revise.ts";
import type { TemporaryRepository } from "../fixtures/temporary-repository.ts";
import { textsOf } from "./texts-at.ts";

/** Files that a later commit of the status branch tells in an older or equal revision than an earlier one: there must be none. */
export async function stepsBack(
  repository: TemporaryRepository,
  branch = "pilotage-status",
): Promise<readonly string[]> {
  const log = ["log", "--first-parent", "--reverse", "--format=", "--raw", "--no-abbrev", "--no-renames", "--root"];
  const lines = (await repository.git(...log, branch, "--", "status")).split("\n");
  const writings = lines.flatMap((line) => {
    const [, blob, path] = /^:\d+ \d+ \S+ (\S+) [AM]\t(.*\.yaml)$/.exec(line) ?? [];
    return blob === undefined || path === undefined ? [] : [{ blob, path }];
  });
  const texts = await textsOf(
    repository,
    writings.map(({ blob }) => blob),
  );
  const newest = new Map<string, number>();
  const back: string[] = [];
  for (const [index, { path }] of writings.entries()) {
    const revision = revisionOf(texts[index]);
    const before = newest.get(path) ?? 0;
    if (revision <= before) back.push(`${path}: from revision ${before} to ${revision}`);
    newest.set(path, revision);
  }
  return back;
}
