import { readFileSync } from "node:fs";
import type { Adapters } from "./adapters.ts";
import { runProgram, type Surroundings } from "./program.ts";
import { systemClock as clock } from "./system-clock.ts";
import { systemRandom as random } from "./system-random.ts";
import { colourful, plain, wantsColours } from "./terminal/paint.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Runs the command that the arguments name, in this process; answers the exit code. */
export async function main(args: readonly string[]): Promise<number | undefined> {
  // Whoever reads our output may stop early, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return runProgram(args, context());
}

function context(): Surroundings {
  return {
    version: versionOf(new URL("../../package.json", import.meta.url)),
    directory: process.cwd(),
    environment: process.env,
    stdout: terminalOn(process.stdout),
    stderr: terminalOn(process.stderr),
    adapters,
    onInterrupt: (interrupted) => onSignals(["SIGINT", "SIGTERM"], interrupted),
    onHangUp: (hungUp) => onSignals(["SIGHUP"], hungUp),
  };
}

function onSignals(signals: readonly NodeJS.Signals[], listener: () => void): () => void {
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

function versionOf(packageFile: URL): string {
  return JSON.parse(readFileSync(packageFile, "utf8")).version;
}

function terminalOn(stream: NodeJS.WriteStream): Terminal {
  const isTerminal = stream.isTTY === true && process.env.TERM !== "dumb";
  return {
    write: (text) => stream.write(text),
    paint: wantsColours(process.env, stream.isTTY === true) ? colourful : plain,
    isTerminal,
    get columns() {
      return stream.columns ?? DEFAULT_COLUMNS;
    },
    get rows() {
      return stream.rows ?? DEFAULT_ROWS;
    },
  };
}

const DEFAULT_COLUMNS = 100;
const DEFAULT_ROWS = 24;

/** Each is loaded when a command first wants it, so that `validate` does not wait for SQLite. */
const adapters: Adapters = {
  clock,
  random,
  async parser() {
    const { createWorkerParser } = await import("../parser/worker/worker-parser.ts");
    return createWorkerParser();
  },
  async parserHere() {
    return (await import("../parser/in-process/in-process-parser.ts")).createInProcessParser();
  },
  async folder(folder) {
    const { createFolderRepository } = await import("../repository/folder/folder-repository.ts");
    return createFolderRepository({ folder, environment: process.env, clock, random });
  },
  async status(folder, options) {
    const { createStatusReader } = await import("../repository/git/status-reader.ts");
    return createStatusReader(folder, { ...options, environment: process.env });
  },
  async git(options) {
    const { createGitRepository } = await import("../repository/git/git-repository.ts");
    return createGitRepository({ ...options, environment: process.env, clock, random });
  },
  async ledger(path) {
    const { createSqliteLedger } = await import("../ledger/sqlite/sqlite-ledger.ts");
    return createSqliteLedger({ path, random });
  },
  async keys(stateDirectory) {
    const { loadKeys } = await import("../listener/http/keys.ts");
    return loadKeys(stateDirectory, random);
  },
  async listener({ log, ...options }) {
    const { createHttpListener } = await import("../listener/http/http-listener.ts");
    const failed = (request: string, error: unknown) => log.error("a request failed", { request, error });
    return createHttpListener({ ...options, random, failed });
  },
  async processRuntime(dir, secrets) {
    const { createProcessRuntime } = await import("../runtime/process/process-runtime.ts");
    return createProcessRuntime({ dir, environment: process.env, secrets });
  },
  async secrets(path) {
    if (path === undefined) return (await import("../secrets/no-secrets.ts")).noSecrets;
    return (await import("../secrets/files/file-secrets.ts")).openFileSecrets(path);
  },
};
