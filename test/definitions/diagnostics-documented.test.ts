import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");

test("every code of a diagnostic is documented", async () => {
  const documentation = await readFile(join(root, "docs/reference/diagnostics.md"), "utf8");
  const codes = new Set<string>();
  for await (const file of glob("src/{definitions,expressions,plan}/*.ts", { cwd: root })) {
    const text = await readFile(join(root, file), "utf8");
    for (const [, code = ""] of text.matchAll(/\bcode: "([a-z-]+)"/g)) codes.add(code);
  }

  const missing = [...codes].filter((code) => !documentation.includes(`| \`${code}\` |`));

  assert.ok(codes.size > 15);
  assert.deepEqual(missing, []);
});
