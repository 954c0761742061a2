import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createGitRepository } from "../../../src/repository/git/git-repository.ts";
import { until } from "../../fixtures/until.ts";
import { isOperational } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

const ODD = "the cache of the repository was odd and is made again";

const damages: readonly (readonly [string, (cache: string) => Promise<unknown>])[] = [
  ["HEAD is missing", (cache) => rm(join(cache, "HEAD"))],
  ["the config is nonsense", (cache) => writeFile(join(cache, "config"), "[nonsense")],
  ["the config is missing", (cache) => rm(join(cache, "config"))],
  ["the objects are gone", (cache) => rm(join(cache, "objects"), { recursive: true })],
  ["a lock was left", (cache) => writeFile(join(cache, "refs/remotes/pilotage/main.lock"), "")],
  ["a ref is nonsense", (cache) => writeFile(join(cache, "refs/remotes/pilotage/main"), "nonsense\n")],
  ["all objects are empty files", emptyObjects],
  ["a file lies where a folder must be", fileInsteadOfRefs],
];

for (const [what, damage] of damages) {
  test(`where ${what}, the repository goes on`, async () => {
    await using subject = await createGitSubject({ "a.txt": "1\n" });
    const { options, remote, repository } = subject;
    await repository.snapshot();
    await repository.record(async () => ({ message: "m", files: new Map([["a", "1"]]) }));
    await damage(join(options.cacheDir, "repository.git"));
    const commit = await remote.commit({ "a.txt": "2\n" });

    const snapshot = await repository.snapshot();
    const texts = await repository.read(snapshot.entries.map(({ blob }) => blob));
    await repository.record(async () => ({ message: "m", files: new Map([["b", "2"]]) }));

    assert.equal(snapshot.commit, commit);
    assert.deepEqual([...texts.values()], ["2\n"]);
    assert.deepEqual(await remote.list("pilotage-status"), ["a", "b"]);
    assert.equal(subject.logged.filter((message) => message === ODD).length, 1);
    assert.deepEqual(await readdir(options.cacheDir), ["repository.git"]);
  });
}

test("whoever else uses the cache while it is made again goes on with the new one", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { options, repository } = subject;
  const { entries } = await repository.snapshot();
  await emptyObjects(join(options.cacheDir, "repository.git"));
  await subject.commit({ "b.txt": "2\n" });

  const work = await Promise.allSettled([
    repository.snapshot(),
    repository.record(async (tip) => ({ message: "m", files: new Map([["a", `${(await tip.list()).size}`]]) })),
    repository.read(entries.map(({ blob }) => blob)),
    repository.changedBy((await subject.remote.tip("main")) ?? ""),
    repository.snapshot(),
  ]);

  assert.deepEqual(
    work.filter(({ status }) => status === "rejected"),
    [],
  );
  assert.equal(subject.logged.filter((message) => message === ODD).length, 1);
});

test("a cache that cannot be written is an error for later", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const repository = createGitRepository({ ...subject.options, cacheDir: join(subject.remote.path, "HEAD", "cache") });

  await assert.rejects(repository.snapshot(), isOperational("disk-refused", "later"));
});

test("a cache of another remote is not used", async () => {
  await using one = await createGitSubject({ "one.txt": "1\n" });
  await using other = await createGitSubject({ "other.txt": "1\n" });
  await one.repository.snapshot();
  const repository = createGitRepository({ ...one.options, url: other.remote.path });

  const { entries } = await repository.snapshot();

  repository.close();
  assert.deepEqual(
    entries.map(({ path }) => path),
    ["other.txt"],
  );
});

test("what the cache held is still there after a restart", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const before = await subject.repository.snapshot();
  subject.repository.close();
  const next = createGitRepository(subject.options);

  const after = await next.snapshot();

  next.close();
  assert.deepEqual(after, before);
  assert.deepEqual(subject.logged, []);
});

test("loose objects are packed when it is quiet, and everything can still be read and written", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { options, remote, repository } = subject;
  const snapshot = await repository.snapshot();
  await repository.record(async () => ({ message: "m", files: new Map([["a", "1"]]) }));
  const objects = join(options.cacheDir, "repository.git", "objects");

  await until("no loose object is left", async () => !(await readdir(objects)).some((name) => name.length === 2));

  assert.equal((await repository.read(snapshot.entries.map(({ blob }) => blob))).size, 1);
  await repository.record(async (tip) => {
    assert.deepEqual([...(await tip.read(["a"]))], [["a", "1"]]);
    return { message: "m", files: new Map([["b", "1"]]) };
  });
  assert.deepEqual(await remote.list("pilotage-status"), ["a", "b"]);
});

test("killed at any moment of recording, the next process goes on where the remote stands", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { options, remote } = subject;
  const script = new URL("./record-until-killed.ts", import.meta.url).pathname;
  for (const afterCommits of [0, 1, 3, 4]) {
    const before = await remote.tip("pilotage-status");
    const start = before === undefined ? 0 : Number(await remote.git("rev-list", "--count", before));
    const child = spawn(process.execPath, [script, remote.path, options.cacheDir], {
      detached: true,
      stdio: "inherit",
    });
    const ended = once(child, "exit");
    await until("it has recorded", async () => {
      const count = await remote.git("rev-list", "--count", "pilotage-status").catch(() => "0");
      return Number(count) - start > afterCommits;
    });
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await ended;
  }

  const { tip } = await subject.repository.record(async () => ({ message: "after all", files: new Map([["z", "1"]]) }));

  assert.equal(await remote.tip("pilotage-status"), tip);
  await remote.git("fsck", "--strict", "--connectivity-only");
  const numbers = (await remote.subjects("pilotage-status")).slice(1).map(Number).toReversed();
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  ); // each carried on from the one before: none lost, none twice
});

async function emptyObjects(cache: string): Promise<void> {
  const names = await readdir(join(cache, "objects"), { recursive: true });
  for (const name of names) {
    const path = join(cache, "objects", name);
    if (!(await stat(path)).isFile()) continue;
    await rm(path);
    await writeFile(path, "");
  }
}

async function fileInsteadOfRefs(cache: string): Promise<void> {
  await rm(join(cache, "refs"), { recursive: true });
  await writeFile(join(cache, "refs"), "");
}
