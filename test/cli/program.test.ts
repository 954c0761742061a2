import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import type { Context } from "../../src/cli/context.ts";
import { runProgram } from "../../src/cli/program.ts";
import { plain } from "../../src/cli/terminal/paint.ts";

/** What a command line answers and says, where the outside refuses everything with this error. */
async function pilotage(
  args: readonly string[],
  environment: Context["environment"] = {},
  error: unknown = new Error("not asked"),
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  const said = { out: "", err: "" };
  const refuse = async () => {
    throw error;
  };
  const terminal = (name: "out" | "err") => ({
    write: (text: string) => {
      said[name] += text;
    },
    paint: plain,
    isTerminal: false,
    columns: 100,
    rows: 24,
  });
  const exitCode = await runProgram(args, {
    version: "1.2.3",
    directory: import.meta.dirname,
    environment,
    stdout: terminal("out"),
    stderr: terminal("err"),
    adapters: { folder: refuse, status: refuse } as unknown as Context["adapters"],
    onInterrupt: () => () => {},
    onHangUp: () => () => {},
  });
  return { exitCode, ...said };
}

test("help and version are good use", async () => {
  assert.deepEqual(await pilotage(["--version"]), { exitCode: 0, out: "1.2.3\n", err: "" });
  assert.equal((await pilotage(["--help"])).exitCode, 0);
});

test("every command has help with an example", async () => {
  for (const command of ["demo", "validate", "plan", "run", "daemon", "trigger", "cancel", "status"]) {
    const { exitCode, out } = await pilotage([command, "--help"]);

    assert.equal(exitCode, 0);
    assert.match(out, new RegExp(`Examples?:\n  \\$ pilotage ${command}`));
  }
});

test("wrong use is 64, and says what is meant", async () => {
  const cases: readonly (readonly [args: readonly string[], err: RegExp])[] = [
    [[], /Usage: pilotage/],
    [["statsu"], /^pilotage: unknown command 'statsu'\n {2}\(Did you mean status\?\)\n$/],
    [["plan", "--ofline"], /^pilotage: unknown option '--ofline'\n {2}\(Did you mean --offline\?\)\n$/],
    [["run"], /^pilotage: missing required argument 'pipeline'\n$/],
    [["daemon"], /^pilotage: required option '--repository <url>' not specified\n$/],
    [["daemon", "--repository", "x", "--poll", "soon"], /Write a duration like 500ms, 30s or 1h30m\.\n$/],
    [["daemon", "--repository", "x", "--poll", "0"], /Write a duration like 500ms, 30s or 1h30m\.\n$/],
    [["daemon", "--repository", "x", "--git-author", "me"], /Write Name <address>\.\n$/],
    [["daemon", "--repository", "x", "--runtime", "proces"], /Write process\.\n$/],
    [["daemon", "--repository", "x", "--git-username", "me"], /--git-token-file\.\n$/],
    [["status", "-o", "xml"], /Write text or json\.\n$/],
    [["cancel", "release"], /^pilotage: release is no name of a run\n {2}A run is named by .*\n$/],
  ];
  for (const [args, err] of cases) {
    const answer = await pilotage(args);

    assert.equal(answer.exitCode, 64, args.join(" "));
    assert.match(answer.err, err);
  }
});

test("what is planned but not there yet says so", async () => {
  const answer = await pilotage(["logs", "release-42", "-f"]);

  assert.equal(answer.exitCode, 64);
  assert.match(answer.err, /^pilotage: logs is not supported yet\n/);
  for (const args of [
    ["validate", "-o", "sarif"],
    ["daemon", "--repository", "x", "--runtime", "kubernetes"],
    ["daemon", "--repository", "x", "--ssh-key", "key"],
    ["daemon", "--repository", "x", "--known-hosts", "file"],
  ]) {
    const { exitCode, err } = await pilotage(args);

    assert.equal(exitCode, 64, args.join(" "));
    assert.match(err, /It is not supported yet/);
  }
});

test("what the outside refuses is 1, with its message and hint", async () => {
  const error = new OperationalError("remote-unreachable", "The remote cannot be reached.", {
    retry: "later",
    hint: "Is it up?",
  });

  const answer = await pilotage(["status"], {}, error);

  assert.equal(answer.exitCode, 1);
  assert.equal(answer.err, "pilotage: The remote cannot be reached.\n  Is it up?\n");
});

test("a bug is short, and has its stack with --verbose or DEBUG", async () => {
  const short = await pilotage(["status"], {}, new TypeError("x is undefined"));

  assert.equal(short.exitCode, 1);
  assert.match(short.err, /^pilotage: a bug: x is undefined\n.*--verbose.*\n$/);
  assert.match((await pilotage(["status", "--verbose"], {}, new TypeError("x"))).err, /program\.test\.ts/);
  assert.match((await pilotage(["status"], { DEBUG: "1" }, new TypeError("x"))).err, /program\.test\.ts/);
});
