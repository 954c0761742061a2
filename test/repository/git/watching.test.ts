import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock } from "../../../src/base/clock.ts";
import { createGitRepository } from "../../../src/repository/git/git-repository.ts";
import { until } from "../../fixtures/until.ts";
import { createGitSubject } from "./git-subject.ts";

test("a push to a repository on this disk is noticed within milliseconds", async (t) => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { remote, repository } = subject;
  const commit = await remote.gitInClone("commit-tree", "-p", "main", "-m", "next", "main^{tree}");
  await remote.gitInClone("push", "--quiet", "origin", `${commit}:refs/heads/elsewhere`);
  await repository.snapshot();
  let looks = 0;
  const stop = repository.watch(() => looks++);
  await until("it watches", () => looks > 0);
  looks = 0;

  const start = performance.now();
  await remote.git("update-ref", "refs/heads/main", commit);
  await until("it was noticed", () => looks > 0);
  const snapshot = await repository.snapshot();
  const readMs = performance.now() - start;

  stop();
  t.diagnostic(`snapshot ${readMs.toFixed(0)} ms after the push`);
  assert.equal(snapshot.commit, commit);
  assert.ok(readMs < 500, `${readMs} ms`);
});

for (const [what, prepare] of [
  ["packed refs", (git: Git) => git("pack-refs", "--all")],
  ["a branch in a folder of branches", (git: Git) => git("update-ref", "refs/heads/feature/x/y", "main")],
] as const) {
  test(`with ${what}, a push is noticed too`, async () => {
    await using subject = await createGitSubject({ "a.txt": "1\n" });
    await prepare(subject.remote.git);
    let looks = 0;
    const stop = subject.repository.watch(() => looks++);
    await until("it watches", () => looks > 0);
    looks = 0;

    await subject.commit({ "a.txt": "2\n" });
    await until("it was noticed", () => looks > 0);

    stop();
  });
}

test("a work tree's repository is watched by its path, and nothing in the work tree is", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const { remote } = subject;
  const repository = createGitRepository({ ...subject.options, url: remote.clone, cacheDir: `${remote.folder}/other` });
  let looks = 0;
  const stop = repository.watch(() => looks++);
  await until("it watches", () => looks > 0);
  await remote.gitInClone("commit", "--quiet", "--allow-empty", "--message=next");
  looks = 0;
  await remote.gitInClone("branch", "other");
  await until("it was noticed", () => looks > 0);

  stop();
  repository.close();
});

test("a remote is looked at in every interval, until the watch ends", async () => {
  await using subject = await createGitSubject({ "a.txt": "1\n" });
  const clock = manualClock();
  const url = "http://127.0.0.1:9/nobody.git";
  const repository = createGitRepository({ ...subject.options, url, clock });
  const looks: number[] = [];

  const stop = repository.watch(() => looks.push(clock.now()));
  clock.pass(95_000);
  stop();
  clock.pass(95_000);

  assert.deepEqual(looks, [30_000, 60_000, 90_000]);
});

test("where a repository cannot be watched it is polled, and that is logged", async () => {
  await using subject = await createGitSubject();
  const clock = manualClock();
  const url = `${subject.remote.folder}/missing`;
  const repository = createGitRepository({ ...subject.options, url, clock });
  let looks = 0;

  const stop = repository.watch(() => looks++);
  await until("it is logged", () => subject.logged.length > 0);
  clock.pass(30_000);
  stop();

  assert.deepEqual(subject.logged, ["the repository cannot be watched, only polled"]);
  assert.equal(looks, 1);
});

type Git = (...args: readonly string[]) => Promise<string>;

/** Time stands still but for `pass`. */
function manualClock(): Clock & { pass(ms: number): void } {
  let now = 0;
  const wakes = new Map<() => void, number>();
  return {
    now: () => now,
    at(at, wake) {
      wakes.set(wake, at);
      return () => wakes.delete(wake);
    },
    breathe: async () => {},
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...wakes].filter(([, at]) => at <= end).toSorted((a, b) => a[1] - b[1])[0];
        if (next === undefined) break;
        wakes.delete(next[0]);
        now = next[1];
        next[0]();
      }
      now = end;
    },
  };
}
