import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import { test } from "node:test";
import { isOperational } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

test("links, programs and submodules are listed with their mode", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const { remote } = subject;
  const blob = await remote.git("rev-parse", "main:a.txt");
  await remote.gitInClone("update-index", "--add", "--cacheinfo", `120000,${blob},link`);
  await remote.gitInClone("update-index", "--add", "--cacheinfo", `100755,${blob},program.sh`);
  await remote.gitInClone("update-index", "--add", "--cacheinfo", `160000,${await remote.tip("main")},module`);
  await remote.gitInClone("commit", "--quiet", "--message=modes");
  await remote.gitInClone("push", "--quiet", "origin", "main");

  const { entries } = await subject.repository.snapshot();

  assert.deepEqual(
    entries.map(({ path, mode }) => [path, mode]),
    [
      ["a.txt", "100644"],
      ["link", "120000"],
      ["module", "160000"],
      ["program.sh", "100755"],
    ],
  );
});

test("a watched branch that does not exist yet is waited for", async () => {
  await using subject = await createGitSubject();
  await assert.rejects(subject.repository.snapshot(), isOperational("branch-missing", "later"));

  const commit = await subject.commit({ "a.txt": "a\n" });

  assert.equal((await subject.repository.snapshot()).commit, commit);
});

test("a rewritten history is simply what the branch holds now", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  const lost = await remote.commit({ "a.txt": "2\n", "b.txt": "2\n" });
  await repository.snapshot();
  await remote.gitInClone("reset", "--quiet", "--hard", "HEAD~1");
  await remote.gitInClone("commit", "--quiet", "--allow-empty", "--message=instead");
  await remote.gitInClone("push", "--quiet", "--force", "origin", "main");

  const snapshot = await repository.snapshot();

  assert.equal(snapshot.commit, await remote.tip("main"));
  assert.deepEqual(
    snapshot.entries.map(({ path }) => path),
    ["a.txt"],
  );
  await assert.rejects(repository.snapshot(lost), isOperational("unknown-commit", "never"));
});

test("a remote that is away is an error for later, and works again when it is back", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  const before = await repository.snapshot();
  await rename(remote.path, `${remote.path}.away`);
  await assert.rejects(repository.snapshot(), isOperational("remote-unreachable", "later"));
  await rename(`${remote.path}.away`, remote.path);

  assert.deepEqual(await repository.snapshot(), before);
  assert.deepEqual(subject.logged, []);
});

test("a commit is found by the beginning of its id, and nothing else that Git would understand", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const commit = (await subject.repository.snapshot()).commit;

  assert.equal((await subject.repository.snapshot(commit.slice(0, 10))).commit, commit);
  for (const other of ["main", "HEAD", "--all", "@{0}", `${commit}^{tree}`, ""]) {
    await assert.rejects(subject.repository.snapshot(other), isOperational("unknown-commit", "never"), other);
  }
});

test("a merge changed what it brought into the branch", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  await remote.gitInClone("checkout", "--quiet", "-b", "side");
  await remote.commit({ "side.txt": "s\n" });
  await remote.gitInClone("checkout", "--quiet", "main");
  await remote.gitInClone("reset", "--quiet", "--hard", "HEAD");
  await remote.git("update-ref", "refs/heads/main", await remote.gitInClone("rev-parse", "main"));
  await remote.commit({ "main.txt": "m\n" });
  await remote.gitInClone("merge", "--quiet", "--message=merge", "side");
  await remote.gitInClone("push", "--quiet", "origin", "main");

  const { commit } = await repository.snapshot();

  assert.deepEqual(await repository.changedBy(commit), ["side.txt"]);
});

test("a text longer than any definition is cut", async () => {
  await using subject = await createGitSubject({ "long.yaml": "x".repeat(700_000), "short.yaml": "y" });
  const { entries } = await subject.repository.snapshot();
  const blobs = entries.map(({ blob }) => blob);

  const texts = await subject.repository.read(blobs);

  assert.deepEqual(
    blobs.map((blob) => texts.get(blob)?.length),
    [300 * 1024, 1],
  );
});

test("a blob that nobody holds any more is an error for later", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });

  await assert.rejects(subject.repository.read(["0".repeat(40)]), isOperational("blob-missing", "later"));
});

test("a commit that changes one of 10,000 files is seen quickly", async (t) => {
  const files = Array.from({ length: 10_000 }, (_, index) => [
    `folder-${index % 100}/file-${index}.yaml`,
    `n: ${index}\n`,
  ]);
  await using subject = await createGitSubject();
  await subject.remote.commitOn("main", Object.fromEntries(files));
  const cold = await timed(() => subject.repository.snapshot());
  const blobs = cold.result.entries.map(({ blob }) => blob);
  const read = await timed(() => subject.repository.read(blobs));
  await subject.remote.commitOn("main", { "folder-1/file-1.yaml": "changed\n" });

  const warm = await timed(() => subject.repository.snapshot());

  assert.equal(warm.result.entries.length, 10_000);
  assert.equal(read.result.size, 10_000);
  t.diagnostic(`first ${cold.ms} ms, all texts ${read.ms} ms, after a commit ${warm.ms} ms`);
  assert.ok(warm.ms < 1_000, `${warm.ms} ms`);
});

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: Math.round(performance.now() - start) };
}
