import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pilotageProcess } from "../../fixtures/pilotage-process.ts";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";

const pipeline = (name: string, script: string) => `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: ${name} }
spec: { stages: [{ name: only, actions: [{ name: act, spec: { script: ${JSON.stringify(script)} } }] }] }
`;

/** Commits a second pipeline on the watched branch, and goes on long enough for a daemon that watches to see it. */
const COMMITS_ANOTHER = `git clone -q "$CO_REPOSITORY" clone && cd clone
sed s/first/second/ pipelines/first.yaml > pipelines/second.yaml
git add . && git -c user.name=A -c user.email=a@example.com commit -qm another && git push -q origin HEAD:main
sleep 0.3`;

test("with --once, what is committed after the first look is left for the next time", async () => {
  await using repository = await createTemporaryRepository({
    "pipelines/first.yaml": pipeline("first", COMMITS_ANOTHER),
  });
  const args = ["daemon", "--repository", repository.path, "--state", join(repository.folder, "state"), "--once"];

  const { exitCode } = await pilotageProcess(repository.folder, args);

  assert.equal(exitCode, 0);
  assert.deepEqual(
    (await repository.list("pilotage-status")).filter((path) => /^status\/runs\/.*\.yaml$/.test(path)),
    ["status/runs/first/1.yaml"],
  );
  assert.match((await repository.list("main")).join(), /second/);
});
