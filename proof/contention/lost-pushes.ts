import type { TemporaryRepository } from "../../test/fixtures/temporary-repository.ts";
import { textsAt } from "../../test/journeys/texts-at.ts";
import type { ForeignPush } from "./outsider.ts";

/** What the remote acknowledged to others, and the branch no longer holds: the commits and what is in them. */
export async function lostPushes(
  repository: TemporaryRepository,
  branch: string,
  pushes: readonly ForeignPush[],
): Promise<readonly string[]> {
  const held = new Set((await repository.git("rev-list", branch)).split("\n"));
  const texts = await textsAt(repository, branch);
  return pushes.flatMap(({ commit, files }) => [
    ...(held.has(commit) ? [] : [`the branch no longer holds ${commit} of another writer`]),
    ...Object.keys(files).flatMap((path) =>
      texts.get(path) === files[path] ? [] : [`${path} of another writer no longer says what it said`],
    ),
  ]);
}
