import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { createTemporaryFolder } from "../fixtures/temporary-folder.ts";

const run = promisify(execFile);
const checkout = join(import.meta.dirname, "../..");
const LIMIT = { timeout: 60_000, env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` } };

const HELLO = `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: hello }
spec:
  stages: [{ name: only, actions: [{ name: greet, spec: { script: echo hello } }] }]
`;

test("what is published validates and runs without its sources", { timeout: 120_000 }, async () => {
  await using folder = await createTemporaryFolder({ "repository/pipelines/hello.yaml": HELLO });
  const program = join(await unpacked(folder.path), "bin/pilotage.js");
  const pilotage = (...args: readonly string[]) =>
    run(process.execPath, [program, ...args], { ...LIMIT, cwd: join(folder.path, "repository") });

  const validated = await pilotage("validate");
  const ran = await pilotage("run", "hello", "--logs");

  assert.equal(validated.stdout, "✓ 1 pipeline, 0 components: no problem\n");
  assert.match(ran.stdout, /✓ hello-1 succeeded after .*Log of greet\n {2}hello\n$/s);
});

/** Builds and packs a copy, so that no other test meets a half-built checkout; where its files lie, beside its dependencies. */
async function unpacked(folder: string): Promise<string> {
  const copy = join(folder, "copy");
  await run("mkdir", [copy]);
  const parts = [
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "bin",
    "src",
    "schema",
    "README.md",
    "LICENSE",
  ];
  await run("cp", ["-r", ...parts, copy], { ...LIMIT, cwd: checkout });
  await symlink(join(checkout, "node_modules"), join(copy, "node_modules"));
  await run("npm", ["pack", "--offline", "--silent", "--pack-destination", folder], { ...LIMIT, cwd: copy });
  await run("sh", ["-c", "tar -xzf pilotage-*.tgz"], { ...LIMIT, cwd: folder });
  await symlink(join(checkout, "node_modules"), join(folder, "package/node_modules"));
  return join(folder, "package");
}
