import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, chmod, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { createFolderRepository } from "../../../src/repository/folder/folder-repository.ts";
import { createTemporaryRepository, type TemporaryRepository } from "../../fixtures/temporary-repository.ts";
import { isOperational, testReading } from "../contract.ts";

testReading("a folder with Git", async () => {
  const { remote, repository } = await createSubject();
  return {
    repository,
    commit: (files) => remote.commit(files),
    async [Symbol.asyncDispose]() {
      await repository.close();
      await remote.close();
    },
  };
});

test("a work tree is what a commit of all of it would hold", async () => {
  await using subject = await createSubject({
    "same.txt": "1\n",
    "changed.txt": "1\n",
    "gone.txt": "1\n",
    ".gitignore": "ignored\n",
  });
  const { remote, repository } = subject;
  await write(remote.clone, { "changed.txt": "2\n", "new/file.txt": "3\n", ignored: "4\n", "staged.txt": "5\n" });
  await remote.gitInClone("add", "staged.txt");
  await remote.gitInClone("rm", "--quiet", "gone.txt");

  const { commit, branch, entries } = await repository.snapshot();

  assert.equal(commit, await remote.tip("main"));
  assert.equal(branch, "main");
  assert.deepEqual(Object.fromEntries(entries.map(({ path, blob }) => [path, blob])), {
    ".gitignore": gitId("ignored\n"),
    "changed.txt": gitId("2\n"),
    "new/file.txt": gitId("3\n"),
    "same.txt": gitId("1\n"),
    "staged.txt": gitId("5\n"),
  });
  assert.deepEqual((await repository.changedBy(commit)).toSorted(), ["changed.txt", "new/file.txt", "staged.txt"]);
});

test("texts are read as they lie there", async () => {
  await using subject = await createSubject({ "a.txt": "1\n", "b.txt": "1\n" });
  await write(subject.remote.clone, { "b.txt": "2\n" });
  const { entries } = await subject.repository.snapshot();

  const texts = await subject.repository.read(entries.map(({ blob }) => blob));

  assert.deepEqual(
    entries.map(({ blob }) => texts.get(blob)),
    ["1\n", "2\n"],
  );
});

test("modes tell programs and links", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });
  await write(subject.remote.clone, { "program.sh": "#!/bin/sh\n" });
  await chmod(join(subject.remote.clone, "program.sh"), 0o755);
  await symlink("a.txt", join(subject.remote.clone, "link"));

  const { entries } = await subject.repository.snapshot();

  assert.deepEqual(
    entries.map(({ path, mode }) => [path, mode]),
    [
      ["a.txt", "100644"],
      ["link", "120000"],
      ["program.sh", "100755"],
    ],
  );
  assert.equal(entries[1]?.blob, gitId("a.txt"));
});

test("before the first commit everything is new", async () => {
  await using subject = await createSubject();
  await write(subject.remote.clone, { "a.txt": "1\n" });

  const { commit, branch, entries } = await subject.repository.snapshot();

  assert.deepEqual(
    { commit, branch, paths: entries.map(({ path }) => path) },
    { commit: "", branch: "main", paths: ["a.txt"] },
  );
  assert.deepEqual(await subject.repository.changedBy(""), ["a.txt"]);
});

test("any commit is found by the names that Git has for it", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  const first = (await repository.snapshot()).commit;
  await remote.commit({ "a.txt": "2\n" });
  await remote.gitInClone("tag", "v1", first);

  for (const name of [first, first.slice(0, 8), "HEAD~1", "v1"]) {
    const { commit, entries } = await repository.snapshotOf(name);

    assert.equal(commit, first);
    assert.deepEqual(
      entries.map(({ blob }) => blob),
      [gitId("1\n")],
    );
  }
  for (const name of ["v2", "--all", "HEAD\nHEAD"]) {
    await assert.rejects(repository.snapshotOf(name), isOperational("unknown-commit", "never"));
  }
});

test("a folder below the top of a repository is seen from itself", async () => {
  await using subject = await createSubject({ "top.txt": "1\n", "below/a.txt": "1\n" }, "below");
  const { remote, repository } = subject;
  const first = (await repository.snapshot()).commit;
  await remote.commit({ "below/a.txt": "2\n", "top.txt": "2\n" });
  await write(join(remote.clone, "below"), { "b.txt": "1\n" });

  const now = await repository.snapshot();
  const then = await repository.snapshot(first);

  assert.deepEqual(
    now.entries.map(({ path }) => path),
    ["a.txt", "b.txt"],
  );
  assert.deepEqual(
    then.entries.map(({ path, blob }) => [path, blob]),
    [["a.txt", gitId("1\n")]],
  );
});

test("a folder that the repository around it ignores is a folder without Git", async () => {
  await using subject = await createSubject({ ".gitignore": "below\n" }, "below");
  await write(join(subject.remote.clone, "below"), { "a.txt": "1\n" });

  assert.deepEqual(
    (await subject.repository.snapshot()).entries.map(({ path }) => path),
    ["a.txt"],
  );
});

test("without Git a folder is all its files but those of .git and node_modules", async () => {
  await using remote = await createTemporaryRepository();
  const folder = join(remote.folder, "plain");
  await write(folder, {
    "a.txt": "1\n",
    "b/c.txt": "2\n",
    "node_modules/x/index.js": "",
    ".git/config": "",
    "status/a": "",
  });
  const repository = createFolderRepository({ folder, ...ports });

  const snapshot = await repository.snapshot();
  const { commit, branch, entries } = snapshot;

  assert.deepEqual({ commit, branch, repository: snapshot.repository }, { commit: "", branch: "", repository: folder });
  assert.deepEqual(
    entries.map(({ path, blob }) => [path, blob]),
    [
      ["a.txt", gitId("1\n")],
      ["b/c.txt", gitId("2\n")],
    ],
  );
  assert.equal((await repository.read([gitId("2\n")])).get(gitId("2\n")), "2\n");
  await assert.rejects(repository.snapshot("0".repeat(40)), isOperational("unknown-commit", "never"));
  await assert.rejects(repository.submit({ path: "a", text: "", message: "m" }), isOperational("no-remote", "never"));
  await repository.close();
});

test("the source tarball holds the work tree as it is, and goes when the repository is closed", async () => {
  await using subject = await createSubject({ "a.txt": "1\n", "status/b": "no\n" });
  const { remote, repository } = subject;
  await write(remote.clone, { "a.txt": "2\n", "new.txt": "3\n" });

  const [path, same] = await Promise.all([repository.archive("any"), repository.archive("any")]);
  const { stdout } = await promisify(execFile)("tar", ["-xOf", path, "a.txt", "new.txt"]);
  const listed = await promisify(execFile)("tar", ["-tf", path]);
  await repository.close();

  assert.equal(path, same);
  assert.equal(stdout, "2\n3\n");
  assert.equal(listed.stdout, "a.txt\nnew.txt\n");
  await assert.rejects(access(dirname(path)));
});

test("a file is submitted with the user's identity, beside work tree and index", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  await remote.commitOn("main", { "theirs.txt": "x\n" });
  await write(remote.clone, { "a.txt": "mine, not committed\n" });
  const before = await remote.gitInClone("status", "--porcelain", "--branch");

  const { commit } = await repository.submit({ path: "runs/now.yaml", text: "kind: Run\n", message: "Run release" });

  assert.equal(await remote.tip("main"), commit);
  assert.equal(
    await remote.git("log", "-1", "--format=%an <%ae> %s", "main"),
    "A Person <person@example.com> Run release",
  );
  assert.deepEqual(await remote.list("main"), ["a.txt", "runs/now.yaml", "theirs.txt"]);
  assert.equal((await remote.gitInClone("status", "--porcelain", "--branch")).split("\n")[1], before.split("\n")[1]);
});

test("another author may be named, and where nobody is known it says so", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });
  const { remote } = subject;
  await remote.gitInClone("config", "user.name", "");
  const file = { path: "runs/now.yaml", text: "kind: Run\n", message: "Run release" };

  await assert.rejects(subject.repository.submit(file), isOperational("identity-missing", "never"));
  const repository = createFolderRepository({ folder: remote.clone, author: "Someone <some@one.org>", ...ports });
  await repository.submit(file);
  await repository.close();

  assert.equal(await remote.git("log", "-1", "--format=%an <%ae>", "main"), "Someone <some@one.org>");
});

test("a protected branch refuses a submission, and a remote that is away does for now", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  const file = { path: "runs/now.yaml", text: "kind: Run\n", message: "Run release" };
  await remote.hook("pre-receive", "exit 1");
  await assert.rejects(repository.submit(file), isOperational("submitting-blocked", "later"));
  await rename(remote.path, `${remote.path}.away`);

  await assert.rejects(repository.submit(file), isOperational("remote-unreachable", "later"));
});

test("nothing is recorded in a folder", async () => {
  await using subject = await createSubject({ "a.txt": "1\n" });

  await assert.rejects(
    subject.repository.record(async () => undefined),
    isOperational("not-recorded", "never"),
  );
});

const ports = {
  environment: process.env,
  clock: {
    now: () => Date.now(),
    at(_: number, wake: () => void) {
      setImmediate(wake);
      return () => {};
    },
    breathe: async () => {},
  },
  random: { fraction: Math.random, hex: () => "" },
};

async function createSubject(files: { readonly [path: string]: string } = {}, below = "") {
  const remote: TemporaryRepository = await createTemporaryRepository(files);
  await mkdir(join(remote.clone, below), { recursive: true });
  const repository = createFolderRepository({ folder: join(remote.clone, below), ...ports });
  return {
    remote,
    repository,
    async [Symbol.asyncDispose]() {
      await repository.close();
      await remote.close();
    },
  };
}

async function write(folder: string, files: { readonly [path: string]: string }): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The id that Git gives a text. */
function gitId(text: string): string {
  return createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");
}
