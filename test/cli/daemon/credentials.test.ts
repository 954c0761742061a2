import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { startGitHttpServer } from "../../fixtures/git-http-server.ts";
import { pilotageProcess } from "../../fixtures/pilotage-process.ts";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";

test("credentials in the address of a repository are used, and said nowhere", async () => {
  const credentials = { username: "daemon", token: "s3cr3t-t0ken" };
  await using repository = await createTemporaryRepository({ "README.md": "Nothing to run.\n" });
  await using server = await startGitHttpServer(repository.path, { credentials });
  const url = server.url.replace("//", `//${credentials.username}:${credentials.token}@`);

  const args = ["daemon", "--repository", url, "--state", join(repository.folder, "state"), "--once"];
  const { exitCode, out, err } = await pilotageProcess(repository.folder, args);

  assert.equal(exitCode, 0);
  const recorded = await Promise.all(
    (await repository.list("pilotage-status")).map((path) => repository.read("pilotage-status", path)),
  );
  assert.doesNotMatch([out, err, ...recorded].join("\n"), /s3cr3t/);
  assert.match(out, /"repository":"http:\/\/127\.0\.0\.1:/);
});

test("secrets that cannot be read end the daemon before it has looked at anything", async () => {
  await using repository = await createTemporaryRepository({ "README.md": "Nothing to run.\n" });

  const args = ["daemon", "--repository", repository.path, "--state", join(repository.folder, "state"), "--once"];
  const { exitCode, err } = await pilotageProcess(repository.folder, [...args, "--secrets", "nowhere.yaml"]);

  assert.equal(exitCode, 1);
  assert.match(err, /nowhere\.yaml cannot be read\n {2}name a folder or a file with --secrets/);
  await assert.rejects(repository.list("pilotage-status"));
});
