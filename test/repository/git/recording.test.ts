import assert from "node:assert/strict";
import { test } from "node:test";
import { createGitRepository } from "../../../src/repository/git/git-repository.ts";
import type { Change } from "../../../src/repository/port.ts";
import { startGitHttpServer } from "../../fixtures/git-http-server.ts";
import { isOperational } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

test("a commit carries its message, our name and the time of the clock", async () => {
  const clock = { now: () => 1_795_000_000_500, at: () => () => {}, breathe: async () => {} };
  await using subject = await createGitSubject({ "a.txt": "a\n" }, () => ({ clock }));
  await subject.repository.record(async () =>
    change({ a: "1" }, "release-42 failed: unit\n\nPilotage-Run: release-42\n"),
  );

  const log = await subject.remote.git("log", "-1", "--format=%an <%ae>|%cn|%at|%ct|%B", "pilotage-status");

  assert.equal(
    log,
    "Pilotage <pilotage@localhost>|Pilotage|1795000000|1795000000|release-42 failed: unit\n\nPilotage-Run: release-42",
  );
});

test("the status branch has a history of its own", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await subject.repository.record(async () => change({ a: "1" }));

  assert.deepEqual(await subject.remote.subjects("pilotage-status"), ["ours"]);
  assert.deepEqual(await subject.remote.list("pilotage-status"), ["a"]);
});

test("paths that are hard to write down are written and read", async () => {
  const hard = { 'quo"te.txt': "1", "back\\slash": "2", "späce d/ü.txt": "3", " leading": "4" };
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await subject.repository.record(async () => change(hard));

  let seen: unknown;
  await subject.repository.record(async (tip) => {
    seen = Object.fromEntries(await tip.read(Object.keys(hard)));
    return undefined;
  });

  assert.deepEqual(seen, hard);
});

test("a file of any size comes back whole, or what it says would be written again for ever", async () => {
  const long = { "status/requests.yaml": "x".repeat(700_000) };
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await subject.repository.record(async () => change(long));

  let seen: unknown;
  await subject.repository.record(async (tip) => {
    seen = Object.fromEntries(await tip.read(Object.keys(long)));
    return undefined;
  });

  assert.deepEqual(seen, long);
});

test("a hook that refuses twice blocks the recording, with what it said as the cause", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await subject.remote.hook("pre-receive", "echo ask the release managers >&2; exit 1");
  let composed = 0;

  const recording = subject.repository.record(async () => change({ a: `${++composed}` }));

  await assert.rejects(recording, (error: Error) => {
    assert.ok(isOperational("recording-blocked", "later")(error));
    assert.match(String(error.cause), /ask the release managers/);
    return true;
  });
  assert.equal(composed, 2);
  assert.equal(await subject.remote.tip("pilotage-status"), undefined);
});

test("a recording that was blocked goes through once it is allowed", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await subject.remote.hook("pre-receive", `test -e ${subject.remote.folder}/allowed`);
  await assert.rejects(subject.repository.record(async () => change({ a: "1" })));
  await subject.remote.git("init", "--quiet", `${subject.remote.folder}/allowed`);

  assert.equal((await subject.repository.record(async () => change({ a: "1" }))).committed, true);
});

test("five other writers at once: everybody's commits are kept, in one line of history", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const names = ["ours", "one", "two", "three", "four", "five"];
  const writers = names.map((name) => {
    const cacheDir = `${subject.remote.folder}/cache-${name}`;
    return { name, repository: createGitRepository({ ...subject.options, cacheDir }) };
  });

  await Promise.all(
    writers.map(async ({ name, repository }) => {
      for (const number of [1, 2]) await repository.record(async () => change({ [`${name}/${number}`]: name }));
      repository.close();
    }),
  );

  const { remote } = subject;
  assert.equal((await remote.list("pilotage-status")).length, 12);
  assert.equal(await remote.git("rev-list", "--count", "--min-parents=2", "pilotage-status"), "0");
  assert.equal(await remote.git("rev-list", "--count", "pilotage-status"), "12");
});

test("after another writer was faster, the remote is not asked what there is before it is fetched", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await using server = await startGitHttpServer(subject.remote.path);
  await subject.writeStatus({ theirs: "0" });
  const repository = createGitRepository({ ...subject.options, url: server.url });
  const asked: number[] = [];

  await repository.record(async () => {
    asked.push(server.requests.filter((request) => request.endsWith("?service=git-upload-pack")).length);
    if (asked.length < 3) await subject.writeStatus({ theirs: String(asked.length) });
    return change({ ours: "1" });
  });

  repository.close();
  assert.deepEqual(asked, [2, 3, 4]);
  assert.equal(await subject.remote.read("pilotage-status", "theirs"), "2");
});

test("a push whose answer was lost is not pushed twice", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  await using server = await startGitHttpServer(subject.remote.path);
  const repository = createGitRepository({ ...subject.options, url: server.url });
  let composed = 0;

  const recorded = await repository.record(async () => {
    server.loseNextPushAnswer();
    return change({ a: `${++composed}` });
  });

  repository.close();
  assert.deepEqual(recorded, { tip: await subject.remote.tip("pilotage-status"), committed: true });
  assert.equal(composed, 1);
  assert.deepEqual(await subject.remote.subjects("pilotage-status"), ["ours"]);
});

test("a lost answer is recognised under a commit that another writer put on top meanwhile", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const { remote } = subject;
  await remote.hook(
    "post-receive",
    // The branch moves on before our push ends, and it ends badly.
    `git -c user.name=x -c user.email=x@x commit-tree -p pilotage-status -m theirs "pilotage-status^{tree}" > theirs
     git update-ref refs/heads/pilotage-status $(cat theirs)
     kill -9 $PPID`,
  );

  const recorded = await subject.repository.record(async () => change({ a: "1" }));

  assert.equal(recorded.committed, true);
  assert.equal(recorded.tip, await remote.git("rev-parse", "pilotage-status~1"));
  assert.deepEqual(await remote.subjects("pilotage-status"), ["theirs", "ours"]);
});

test("on the watched branch itself, people's commits and ours follow each other", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" }, () => ({ statusBranch: "main" }));
  const { remote, repository } = subject;
  await repository.record(async () => change({ "status/owner.yaml": "1\n" }));
  await remote.gitInClone("pull", "--quiet", "--rebase", "origin", "main");
  await remote.commit({ "b.txt": "b\n" });
  const recorded = await repository.record(async () => change({ "status/owner.yaml": "2\n" }));

  const snapshot = await repository.snapshot();

  assert.equal(snapshot.commit, recorded.tip);
  assert.equal(snapshot.statusTip, recorded.tip);
  assert.deepEqual(
    snapshot.entries.map(({ path }) => path),
    ["a.txt", "b.txt"],
  );
  assert.deepEqual(await remote.list("main"), ["a.txt", "b.txt", "status/owner.yaml"]);
});

test("a watched branch that was deleted is not brought back by recording on it", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" }, () => ({ statusBranch: "main" }));
  const { tip } = await subject.repository.record(async () => change({ "status/a": "1" }));
  await subject.remote.git("update-ref", "-d", "refs/heads/main");

  const recording = subject.repository.record(async () => change({ "status/a": "2" }), tip);

  await assert.rejects(recording, isOperational("branch-missing", "later"));
  assert.equal(await subject.remote.tip("main"), undefined);
});

test("a submitted file is one commit on the watched branch, whoever else commits meanwhile", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const { remote, repository } = subject;
  await repository.snapshot();
  await remote.commit({ "b.txt": "b\n" }, "theirs");

  const { commit } = await repository.submit({ path: "runs/now.yaml", text: "kind: Run\n", message: "Run release" });

  assert.equal(await remote.tip("main"), commit);
  assert.deepEqual(await remote.subjects("main"), ["Run release", "theirs", "A first commit"]);
  assert.equal(await remote.read("main", "runs/now.yaml"), "kind: Run\n");
});

function change(files: { readonly [path: string]: string | null }, message = "ours"): Change {
  return { message, files: new Map(Object.entries(files)) };
}
