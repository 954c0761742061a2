import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readInputs } from "../../../src/cli/inputs/read-inputs.ts";
import { WrongUse } from "../../../src/cli/wrong-use.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pilotage-inputs-"));
});
after(() => rm(folder, { recursive: true }));

test("what is given by --with goes over what the file says", async () => {
  await writeFile(join(folder, "values.yaml"), "level: quick # for now\ncount: 2\n");

  const values = await readInputs({ withFile: "values.yaml", with: ["level=full"] }, {}, folder);

  assert.deepEqual(values, { level: "full", count: 2 });
});

test("a value may hold equals signs", async () => {
  assert.deepEqual(await readInputs({ with: ["query=a=b"] }, {}, folder), { query: "a=b" });
});

test("what is not name=value is refused", async () => {
  await assert.rejects(readInputs({ with: ["release"] }, {}, folder), WrongUse);
});

test("a file that holds no values is refused", async () => {
  await writeFile(join(folder, "list.yaml"), "- a\n");

  await assert.rejects(readInputs({ withFile: "list.yaml" }, {}, folder), WrongUse);
  await assert.rejects(readInputs({ withFile: "missing.yaml" }, {}, folder), WrongUse);
});
