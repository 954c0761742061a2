import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { createGitRepository, type GitRepository } from "../../../src/repository/git/git-repository.ts";
import { type GitHttpServer, startGitHttpServer } from "../../fixtures/git-http-server.ts";
import { until } from "../../fixtures/until.ts";
import { isOperational } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

const CREDENTIALS = { username: "robot", token: "s3cret-t0ken" };

test("credentials are sent, from a file that only we can read", async () => {
  await using subject = await createHttpSubject(CREDENTIALS);

  await subject.repository.snapshot();
  await subject.repository.record(async () => ({ message: "m", files: new Map([["a", "1"]]) }));

  const config = join(subject.options.cacheDir, "repository.git", "config");
  assert.equal((await stat(config)).mode & 0o777, 0o600);
  assert.deepEqual(await subject.remote.list("pilotage-status"), ["a"]);
});

test("credentials in the URL are used, and shown nowhere", async () => {
  await using subject = await createHttpSubject();
  await using server = await startGitHttpServer(subject.remote.path, { credentials: CREDENTIALS });
  const url = server.url.replace("//", `//${CREDENTIALS.username}:${CREDENTIALS.token}@`);
  const repository = createGitRepository({ ...subject.options, url, cacheDir: join(subject.remote.folder, "other") });

  const snapshot = await repository.snapshot();

  repository.close();
  assert.equal(snapshot.repository, server.url);
});

test("no process shows the token in its arguments or its environment", async () => {
  await using subject = await createHttpSubject(CREDENTIALS);
  await subject.repository.snapshot();
  subject.server.behaveAs("silent");

  const looking = subject.repository.snapshot();
  await until("git asks the remote", async () => (await processes()).some((each) => each.includes("ls-remote")));
  const seen = await processes();

  subject.repository.close();
  await assert.rejects(looking);
  const shown = seen.filter((each) => /s3cret|cm9ib3Q6/.test(each)); // plain, or as basic authentication encodes it
  assert.deepEqual(shown, []);
});

test("wrong credentials are refused for good, and no message holds them", async () => {
  await using subject = await createHttpSubject(CREDENTIALS, { ...CREDENTIALS, token: "wr0ng" });

  await assert.rejects(subject.repository.snapshot(), (error: Error) => {
    assert.ok(isOperational("remote-auth", "never")(error));
    assert.doesNotMatch(`${error.stack} ${error.cause}`, /wr0ng|cm9ib3Q6/);
    return true;
  });
});

test("missing credentials are told apart from wrong ones", async () => {
  await using subject = await createHttpSubject(CREDENTIALS, null);

  await assert.rejects(subject.repository.snapshot(), (error: Error) => {
    assert.ok(isOperational("remote-auth", "never")(error));
    assert.match(error.message, /asks for credentials/);
    return true;
  });
});

for (const [behaviour, code] of [
  ["broken", "remote-unreachable"],
  [500, "remote-unreachable"],
  [404, "remote-missing"],
  [301, "remote-moved"],
] as const) {
  test(`a remote that answers with ${behaviour} is ${code}, for later`, async () => {
    await using subject = await createHttpSubject();
    subject.server.behaveAs(behaviour);
    await assert.rejects(subject.repository.snapshot(), isOperational(code, "later"));

    subject.server.behaveAs("serving");
    await subject.repository.snapshot();
  });
}

test("a remote that accepts and stays silent holds nobody longer than the limit, and leaves no process", async () => {
  await using subject = await createHttpSubject(undefined, undefined, 300);
  subject.server.behaveAs("silent");
  const start = performance.now();

  await assert.rejects(subject.repository.snapshot(), isOperational("remote-timeout", "later"));

  assert.ok(performance.now() - start < 5_000);
  const { url } = subject.server;
  await until("its processes are gone", async () => !(await processes()).some((each) => each.includes(url)));
});

test("a remote that falls silent at the push holds the recorder no longer than the limit", async () => {
  await using subject = await createHttpSubject(undefined, undefined, 1_500);

  const recording = subject.repository.record(async () => {
    subject.server.behaveAs("silent");
    return { message: "m", files: new Map([["a", "1"]]) };
  });

  await assert.rejects(recording, isOperational("remote-timeout", "later"));
});

test("a push that was killed at the limit, but had arrived, is recorded", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" }, () => ({ networkLimitMs: 1_500 }));
  await subject.remote.hook("post-receive", "exec sleep 60");

  const recorded = await subject.repository.record(async () => ({ message: "m", files: new Map([["a", "1"]]) }));

  assert.deepEqual(recorded, { tip: await subject.remote.tip("pilotage-status"), committed: true });
});

test("closing ends the calls that are under way", async () => {
  await using subject = await createHttpSubject();
  subject.server.behaveAs("silent");
  const looking = subject.repository.snapshot();
  await until("the remote was asked", () => subject.server.requests.length > 0);

  subject.repository.close();

  await assert.rejects(looking, isOperational("remote-timeout", "later"));
});

test("what goes on after closing starts no process again", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });

  const recording = subject.repository.record(async (tip) => {
    subject.repository.close();
    await tip.read(["a"]);
    return { message: "m", files: new Map([["a", `${(await tip.read(["a"])).size}`]]) };
  });

  await assert.rejects(recording);
  await until("none is left", async () => !(await processes()).some((each) => each.includes(subject.options.cacheDir)));
});

test("without Git nothing works, and that is said", async () => {
  await using subject = await createGitSubject({ "a.txt": "a\n" });
  const repository = createGitRepository({ ...subject.options, environment: { PATH: subject.remote.folder } });

  await assert.rejects(repository.snapshot(), isOperational("git-missing", "never"));
});

test("variables that would lead Git elsewhere are not passed on", async () => {
  const environment = {
    ...process.env,
    GIT_DIR: "/nowhere",
    GIT_OBJECT_DIRECTORY: "/nowhere",
    GIT_SSH_COMMAND: "false",
  };
  await using subject = await createGitSubject({ "a.txt": "a\n" }, () => ({ environment }));

  assert.equal((await subject.repository.snapshot()).entries.length, 1);
});

/** A Repository on a server that asks for `asked`; it gives the same, unless `given` says otherwise. */
async function createHttpSubject(
  asked?: typeof CREDENTIALS,
  given: typeof CREDENTIALS | null | undefined = asked,
  networkLimitMs = 60_000,
): Promise<Awaited<ReturnType<typeof createGitSubject>> & { readonly server: GitHttpServer }> {
  const subject = await createGitSubject({ "a.txt": "a\n" });
  const server = await startGitHttpServer(subject.remote.path, asked === undefined ? {} : { credentials: asked });
  const options = { ...subject.options, url: server.url, credentials: given ?? undefined, networkLimitMs };
  const repository: GitRepository = createGitRepository(options);
  return {
    ...subject,
    options,
    repository,
    server,
    async [Symbol.asyncDispose]() {
      repository.close();
      await server.close();
      await subject[Symbol.asyncDispose]();
    },
  };
}

/** Arguments, and where the system shows them, environments of all processes but this one. */
async function processes(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-ww", "-o", "pid=,args="]);
  const pids = await readdir("/proc").catch(() => []);
  const environments = pids
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""));
  return [...stdout.split("\n"), ...(await Promise.all(environments))];
}
