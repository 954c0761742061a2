import assert from "node:assert/strict";
import { mkdir, mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { createProcessRuntime } from "../../../src/runtime/process/process-runtime.ts";
import { anAttempt, ended, runtimeContract, textOf } from "../contract.ts";
import { aProcessRuntime, attempt, command, commandOf, environment, removeAll, script } from "./a-process-runtime.ts";

runtimeContract("the process runtime", async () => {
  const dir = await mkdtemp(join(tmpdir(), "pilotage-runtime-"));
  const runtime = createProcessRuntime({ dir, environment, secrets: { value: async () => undefined } });
  return {
    runtime,
    program: ({ says, exits }) => ({
      type: "command",
      command: ["sh", "-c", `printf %s "$0"; ${exits === "never" ? "exec sleep 600" : `exit ${exits}`}`, says],
    }),
    close: () => removeAll(runtime, dir),
  };
});

describe("the process runtime runs", () => {
  test("a script by a shell that ends at the first error", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.deepEqual(await run(script("echo one\nfalse\necho two\n")), { is: "ended", exitCode: 1, log: "one\n" });
  });

  test("a script whose unset variables are errors", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.notEqual((await run(script("echo $NOT_SET"))).exitCode, 0);
  });

  test("a script by its own #! line", async (t) => {
    const { run } = await aProcessRuntime(t);
    const awk = "#!/usr/bin/env -S awk -f\nBEGIN { print 6 * 7; exit 5 }\n";

    assert.deepEqual(await run(script(awk)), { is: "ended", exitCode: 5, log: "42\n" });
  });

  test("a command as it stands, without a shell", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.equal((await run(command("printf", "%s|", "a b", "$HOME", "*", ""))).log, "a b|$HOME|*||");
  });

  test("a program even where the shell has a command of its name", async (t) => {
    const { run } = await aProcessRuntime(t);

    const { exitCode, log } = await run(command("exit", "0"));

    assert.equal(exitCode, 127);
    assert.match(log, /exit: not found/);
  });

  test("nothing where the command is unknown, and the log says so", async (t) => {
    const { run } = await aProcessRuntime(t);

    const { exitCode, log } = await run(command("no-such-program"));

    assert.equal(exitCode, 127);
    assert.match(log, /no-such-program: not found/);
  });

  test("a program with few variables of the daemon, and all of its own", async (t) => {
    const { run, folder } = await aProcessRuntime(t);
    const { log } = await run({
      ...command("env", "-0"),
      environment: { PLAIN: "a\nb $HOME", dir: "mine" },
      secrets: { TOKEN: { name: "forge", key: "token" } },
    });
    const lines = log.split("\0").filter((line) => line !== "" && !line.startsWith("PWD=") && !line.startsWith("_="));

    assert.deepEqual(lines.sort(), [
      `HOME=${join(folder, "work")}`,
      `PATH=${environment.PATH}`,
      "PLAIN=a\nb $HOME",
      "TOKEN=token-hunter22",
      "dir=mine",
    ]);
  });

  test("a program that reads its input, which is empty", async (t) => {
    const { run } = await aProcessRuntime(t);

    assert.deepEqual(await run(command("cat")), { is: "ended", exitCode: 0, log: "" });
  });

  test("a program that writes bytes that are no text", async (t) => {
    const { run, runtime } = await aProcessRuntime(t);

    await run(command("printf", "\\000\\377\\n\\001"));

    assert.deepEqual([...Buffer.concat(await Array.fromAsync(runtime.logs(attempt, 0)))], [0, 255, 10, 1]);
  });

  test("a program that floods its output", async (t) => {
    const { run } = await aProcessRuntime(t);

    const { exitCode, log } = await run(script("yes | head -c 20000000"));

    assert.deepEqual([exitCode, log.length], [0, 20_000_000]);
  });

  test("50 programs at once", async (t) => {
    const { runtime } = await aProcessRuntime(t);
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);

    await Promise.all(numbers.map((n) => runtime.start(commandOf(anAttempt(n), "sh", "-c", `exit ${n}`))));
    const codes = await Promise.all(numbers.map(async (n) => (await ended(runtime, anAttempt(n))).exitCode));

    assert.deepEqual(codes, numbers);
  });
});

test("what a signal ended is reported with it", async (t) => {
  const { run } = await aProcessRuntime(t);

  assert.deepEqual(await run(command("sh", "-c", "kill -9 $$")), {
    is: "ended",
    exitCode: 137,
    signal: "SIGKILL",
    log: "Killed\n",
  });
});

test("only the user of the daemon may read what an attempt leaves", async (t) => {
  const { run, folder } = await aProcessRuntime(t);

  await run(script("true"));

  assert.equal((await stat(folder)).mode & 0o777, 0o700);
});

test("a log that the machine does not let us read is refused for now", async (t) => {
  const { runtime, folder } = await aProcessRuntime(t);
  await mkdir(join(folder, "log"), { recursive: true });

  await assert.rejects(textOf(runtime, attempt), { code: "machine-refused", retry: "later" });
});
