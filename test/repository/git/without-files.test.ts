import assert from "node:assert/strict";
import { test } from "node:test";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";
import { printedWithFewFiles } from "../../fixtures/without-files.ts";

test("Git that cannot be started for want of files is refused for now, ends no process, and goes on afterwards", async () => {
  await using repository = await createTemporaryRepository({ "a.txt": "1\n" });

  const printed = await printedWithFewFiles(new URL("./git-without-files.ts", import.meta.url), repository.path);

  const refused = "machine-refused later";
  assert.deepEqual(printed, [
    [refused, refused, refused],
    ["done", "done", "done"],
  ]);
});
