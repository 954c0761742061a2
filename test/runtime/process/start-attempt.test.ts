import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { OperationalError } from "../../../src/base/operational-error.ts";
import { createTemporaryFolder } from "../../fixtures/temporary-folder.ts";
import { anAssignment } from "../contract.ts";
import { aProcessRuntime, attempt, command, script } from "./a-process-runtime.ts";

const commit = { source: "5b1c" };

describe("an attempt starts", () => {
  test("in a directory of its own, which is its home", async (t) => {
    const { run, folder } = await aProcessRuntime(t);

    assert.equal((await run(script('[ "$HOME" = "$PWD" ] && ls -A && pwd'))).log, `${join(folder, "work")}\n`);
  });

  test("in the source", async (t) => {
    const { run, aTar } = await aProcessRuntime(t);

    assert.equal((await run(script("cat README.md; ls service", commit), aTar)).log, "hello\nmain.go\n");
  });

  test("in a directory of the source", async (t) => {
    const { run, aTar } = await aProcessRuntime(t);

    assert.equal((await run(script("ls", { ...commit, workingDirectory: "service/" }), aTar)).log, "main.go\n");
  });

  test("in a directory that is made where there is no source", async (t) => {
    const { run, folder } = await aProcessRuntime(t);

    assert.equal((await run(script("pwd", { workingDirectory: "a/b" }))).log, `${join(folder, "work/a/b")}\n`);
  });

  test("later where the source is away now", async (t) => {
    const { run, runtime, aTar } = await aProcessRuntime(t);
    const away = () => Promise.reject(new OperationalError("remote-unreachable", "no route", { retry: "later" }));

    await assert.rejects(runtime.start(script("cat README.md", commit), away), { code: "remote-unreachable" });

    assert.deepEqual(await runtime.observe(attempt), { is: "absent" });
    assert.equal((await run(script("cat README.md", commit), aTar)).log, "hello\n");
  });

  test("later where the machine refuses what it may give later", async (t) => {
    const { runtime, dir } = await aProcessRuntime(t);
    await writeFile(dir, "a file where the attempts' folders should be");

    await assert.rejects(runtime.start(command("true")), {
      name: "OperationalError",
      code: "machine-refused",
      retry: "later",
    });
  });

  test("later where tar is killed, for that says nothing of the source", async (t) => {
    const { run, runtime, aTar } = await aProcessRuntime(t);
    const [tar, path] = [await aTar(), process.env.PATH];
    await using tools = await createTemporaryFolder({ tar: "#!/bin/sh\nkill -9 $$\n" });
    await chmod(join(tools.path, "tar"), 0o755);

    process.env.PATH = `${tools.path}:${path}`;
    const started = runtime.start(script("cat README.md", commit), async () => tar);
    await assert.rejects(started, { code: "machine-refused", retry: "later" }).finally(() => {
      process.env.PATH = path;
    });

    assert.equal((await run(script("cat README.md", commit), async () => tar)).log, "hello\n");
  });

  test("with its secrets on no disk", async (t) => {
    const { runtime, dir } = await aProcessRuntime(t);

    await runtime.start({ ...command("sleep", "600"), secrets: { TOKEN: { name: "forge", key: "token" } } });

    assert.throws(() => execFileSync("grep", ["-r", "token-hunter22", dir]), { status: 1 });
  });
});

describe("an attempt never starts", () => {
  for (const workingDirectory of ["/tmp", "..", "a/../../b"]) {
    test(`in ${workingDirectory}`, async (t) => {
      const { run } = await aProcessRuntime(t);

      assert.deepEqual(await run(script("ls", { workingDirectory })), {
        is: "ended",
        cause: "start-failed",
        message: `the working directory ${workingDirectory} is not below the attempt's own`,
        log: "",
      });
    });
  }

  test("in a directory that the source lacks", async (t) => {
    const { run, aTar } = await aProcessRuntime(t);

    assert.deepEqual(await run(script("ls", { ...commit, workingDirectory: "nowhere" }), aTar), {
      is: "ended",
      cause: "start-failed",
      message: "the source has no directory nowhere",
      log: "",
    });
  });

  test("where the source is gone for good", async (t) => {
    const { run } = await aProcessRuntime(t);
    const gone = () => Promise.reject(new OperationalError("no-such-commit", "there is no 5b1c", { retry: "never" }));

    assert.deepEqual(await run(script("ls", commit), gone), {
      is: "ended",
      cause: "source-gone",
      message: "there is no 5b1c",
      log: "",
    });
  });

  test("where the source is no tar file", async (t) => {
    const { run, aTar } = await aProcessRuntime(t);

    const noTar = async () => join(await aTar(), "../files/README.md");

    const { cause, message } = await run(script("ls", commit), noTar);

    assert.equal(cause, "start-failed");
    assert.match(message ?? "", /^the source cannot be unpacked: tar: /);
  });

  test("without a secret that it needs, and says which", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.deepEqual(await run(script("echo ran", { secrets: { TOKEN: { name: "bank", key: "pin" } } })), {
      is: "ended",
      cause: "secret-missing",
      message: "there is no secret bank/pin, which TOKEN should be",
      log: "",
    });
  });

  test("without a program", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.equal((await run(anAssignment(attempt, { type: "image" }))).cause, "start-failed");
  });

  test("where an argument is longer than the kernel takes", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.equal(
      (await run(command("echo", "x".repeat(2 ** 20)))).message,
      "its environment and arguments are too large",
    );
  });

  test("where a secret holds a NUL, which no message shows", async (t) => {
    const { run } = await aProcessRuntime(t, { secrets: { value: async () => "hunter\0" } });

    const { message } = await run({ ...command("true"), secrets: { TOKEN: { name: "forge", key: "token" } } });

    assert.equal(message, "a variable or argument of it holds a NUL");
  });

  test("a second time after it could not start", async (t) => {
    const { run, runtime } = await aProcessRuntime(t);
    const { cause } = await run(script("echo ran", { secrets: { TOKEN: { name: "bank", key: "pin" } } }));

    const again = await runtime.start(script("echo ran"));

    assert.equal(cause, "secret-missing");
    assert.equal(again.cause, "secret-missing");
  });
});
