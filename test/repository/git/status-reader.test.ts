import assert from "node:assert/strict";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { createStatusReader, type StatusReaderOptions } from "../../../src/repository/git/status-reader.ts";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";
import { isOperational } from "../contract.ts";

const STATUS = "pilotage-status";
const online: StatusReaderOptions = { statusBranch: STATUS, offline: false, environment: process.env };
const offline: StatusReaderOptions = { ...online, offline: true };

test("the status branch is read from the remote that the current branch tracks", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  const commit = await remote.commitOn(STATUS, { "README.md": "hi\n", "status/owner.yaml": "o\n" });
  await mkdir(join(remote.clone, "deep/below"), { recursive: true });

  const reader = await createStatusReader(join(remote.clone, "deep/below"), online);

  assert.equal(reader.tip.commit, commit);
  assert.equal(reader.source, "origin/pilotage-status");
  assert.deepEqual([...(await reader.tip.list()).keys()], ["README.md", "status/owner.yaml"]);
  assert.deepEqual([...(await reader.tip.read(["status/owner.yaml", "none"]))], [["status/owner.yaml", "o\n"]]);
  reader.close();
});

test("offline it is as last seen, without asking anybody", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  const seen = await remote.commitOn(STATUS, { "README.md": "1\n" });
  (await createStatusReader(remote.clone, online)).close();
  await remote.commitOn(STATUS, { "README.md": "2\n" });
  await rename(remote.path, `${remote.path}.away`);

  const reader = await createStatusReader(remote.clone, offline);

  assert.equal(reader.tip.commit, seen);
  reader.close();
  await assert.rejects(createStatusReader(remote.clone, online), isOperational("remote-unreachable", "later"));
});

test("where HEAD is detached, as in a build, the remote is still known", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  const commit = await remote.commitOn(STATUS, { "README.md": "1\n" });
  await remote.gitInClone("checkout", "--quiet", "--detach");

  const reader = await createStatusReader(remote.clone, online);

  assert.equal(reader.tip.commit, commit);
  reader.close();
});

test("where no daemon has recorded anything there is no tip", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  for (const options of [online, offline]) {
    const reader = await createStatusReader(remote.clone, options);

    assert.equal(reader.tip.commit, undefined);
    assert.deepEqual([...(await reader.tip.list())], []);
    reader.close();
  }
});

test("without a remote it is the repository's own branch, bare or not", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  const commit = await remote.commitOn(STATUS, { "README.md": "1\n" });

  const reader = await createStatusReader(remote.path, online);

  assert.equal(reader.tip.commit, commit);
  assert.equal(reader.source, STATUS);
  reader.close();
});

test("neither branch, index nor work tree of the user is touched", async () => {
  await using remote = await createTemporaryRepository({ "a.txt": "a\n" });
  await remote.commitOn(STATUS, { "README.md": "1\n" });
  const stateOf = () =>
    Promise.all([remote.gitInClone("branch", "--list"), remote.gitInClone("status", "--porcelain")]);
  const before = await stateOf();

  (await createStatusReader(remote.clone, online)).close();

  assert.deepEqual(await stateOf(), before);
});

test("a folder without Git has no status", async () => {
  await using remote = await createTemporaryRepository();

  await assert.rejects(createStatusReader(remote.folder, online), isOperational("no-repository", "never"));
});
