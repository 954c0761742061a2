import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");

test("the generated types and schemas follow from schema/*.json", async () => {
  await promisify(execFile)(process.execPath, ["scripts/generate.ts", "--check"], { cwd: root });
});
