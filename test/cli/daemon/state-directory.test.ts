import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pilotageProcess } from "../../fixtures/pilotage-process.ts";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";

test("two repositories have two states, though both are called by the same relative path", async () => {
  await using one = await createTemporaryRepository({ "README.md": "one\n" });
  await using other = await createTemporaryRepository({ "README.md": "other\n" });
  const XDG_STATE_HOME = join(one.folder, "state");
  const watch = (folder: string, repository: string) =>
    pilotageProcess(folder, ["daemon", "--repository", repository, "--once"], { XDG_STATE_HOME });

  const ends = [
    ...(await Promise.all([watch(one.folder, "repository.git"), watch(other.folder, "repository.git")])),
    await watch(other.clone, "../repository.git"),
  ];

  assert.deepEqual(
    ends.map(({ exitCode }) => exitCode),
    [0, 0, 0],
  );
  assert.equal((await readdir(join(XDG_STATE_HOME, "pilotage"))).length, 2);
});
