import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { writeTar } from "../../../src/repository/folder/write-tar.ts";

test("tar gets back what went in: long and foreign names, links, programs, empty and large files", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-tar-"));
  t.after(() => rm(folder, { recursive: true }));
  const from = join(folder, "from");
  const to = join(folder, "to");
  const files: { readonly [path: string]: string } = {
    "a.txt": "a\n",
    empty: "",
    block: "x".repeat(512),
    large: "y".repeat(3_000_001),
    "späce d/ü.txt": "ü\n",
    [`${"long-folder/".repeat(12)}file.txt`]: "long\n",
    [`${"ü".repeat(80)}.txt`]: "long in bytes\n",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(from, path)), { recursive: true });
    await writeFile(join(from, path), text);
  }
  await symlink(`../${"elsewhere/".repeat(15)}x`, join(from, "link"));
  await chmod(join(from, "a.txt"), 0o755);
  await mkdir(to);

  const entries = Object.keys(files).map((path) => ({ path, mode: path === "a.txt" ? "100755" : "100644" }));
  await writeTar(
    from,
    [...entries, { path: "link", mode: "120000" }, { path: "module", mode: "160000" }],
    `${folder}/x.tar`,
  );
  await promisify(execFile)("tar", ["-xf", `${folder}/x.tar`, "-C", to]);

  for (const [path, text] of Object.entries(files)) assert.equal(await readFile(join(to, path), "utf8"), text, path);
  assert.equal(await readlink(join(to, "link")), await readlink(join(from, "link")));
  assert.equal((await stat(join(to, "a.txt"))).mode & 0o777, 0o755);
  assert.equal((await stat(join(to, "block"))).mode & 0o777, 0o644);
});
