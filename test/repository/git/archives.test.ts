import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Clock } from "../../../src/base/clock.ts";
import { createGitRepository } from "../../../src/repository/git/git-repository.ts";
import { isOperational } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

const exec = promisify(execFile);
const HOUR_MS = 3_600_000;

test("a source tarball has the bytes of the commit, whatever its attributes say, and no status files", async () => {
  const attributes =
    "kept.txt export-ignore\n*.crlf text eol=crlf\n*.subst export-subst\n*.ident ident\n*.lfs filter=x\n";
  const files = {
    ".gitattributes": attributes,
    "kept.txt": "kept\n",
    "a.crlf": "a\n",
    "b.subst": "$Format:%H$\n",
    "c.ident": "$Id$\n",
    "d.lfs": "d\n",
    "status/owner.yaml": "no\n",
    "src/status/e.txt": "e\n",
  };
  await using subject = await createGitSubject();
  await subject.remote.commitOn("main", files);

  const path = await subject.repository.archive((await subject.repository.snapshot()).commit);

  const { "status/owner.yaml": _, ...expected } = files;
  assert.deepEqual(await contentOf(path), expected);
});

test("callers at the same time share one tarball, and so do those that come later", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const { commit } = await subject.repository.snapshot();

  const paths = await Promise.all([1, 2, 3].map(() => subject.repository.archive(commit)));
  const { mtimeMs, ino } = await stat(paths[0] ?? "");
  const later = await subject.repository.archive(commit);

  assert.equal(new Set([...paths, later]).size, 1);
  assert.deepEqual([(await stat(later)).mtimeMs, (await stat(later)).ino], [mtimeMs, ino]);
});

test("a commit without files has an empty tarball", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const commit = await subject.commit({ "a.txt": null });

  assert.deepEqual(await contentOf(await subject.repository.archive(commit)), {});
});

test("tarballs are kept for an hour, and the newest eight for longer", async () => {
  let now = 0;
  const clock: Clock = { now: () => now, at: () => () => {}, breathe: async () => {} };
  await using subject = await createGitSubject({ "a.txt": "0\n" }, () => ({ clock }));
  const paths: string[] = [];
  for (let number = 1; number <= 10; number++) {
    now += HOUR_MS / 10;
    const commit = await subject.remote.commitOn("main", { "a.txt": `${number}\n` });
    paths.push(await subject.repository.archive(commit));
  }
  const directory = join(subject.options.cacheDir, "archives");
  assert.equal((await readdir(directory)).length, 10);

  now += HOUR_MS;
  await subject.repository.archive(basename(paths[9] ?? "", ".tar"));

  assert.deepEqual(
    (await readdir(directory)).toSorted(),
    paths
      .slice(2)
      .map((path) => basename(path))
      .toSorted(),
  );
});

test("after a restart with a lost cache, the tarball of a commit can still be made", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const first = (await subject.repository.snapshot()).commit;
  await subject.commit({ "a.txt": "2\n" });
  const repository = createGitRepository({ ...subject.options, cacheDir: join(subject.remote.folder, "new") });

  assert.deepEqual(await contentOf(await repository.archive(first)), { "a.txt": "1\n" });
  await assert.rejects(repository.archive("0".repeat(40)), isOperational("unknown-commit", "never"));
  repository.close();
});

test("a tarball that an earlier process left is made again, for power may have failed before it was on disk", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { commit } = await subject.repository.snapshot();
  const directory = join(subject.options.cacheDir, "archives");
  await mkdir(directory);
  await writeFile(join(directory, `${commit}.tar`), Buffer.alloc(1_024));

  assert.deepEqual(await contentOf(await subject.repository.archive(commit)), { "a.txt": "1\n" });
});

async function contentOf(tar: string): Promise<{ readonly [path: string]: string }> {
  const { stdout } = await exec("tar", ["-tf", tar]);
  const paths = stdout.split("\n").filter((path) => path !== "" && !path.endsWith("/"));
  const texts = paths.map(async (path) => [path, (await exec("tar", ["-xOf", tar, path])).stdout] as const);
  return Object.fromEntries(await Promise.all(texts));
}
