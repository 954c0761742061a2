#!/usr/bin/env node
// Plain JavaScript that an old Node can read too, so that it can say clearly what is missing.
// dist/ is what npm publishes; a checkout has src/, which Node 24 runs as it is.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";

const oldestNode = 24;
const checkoutNode = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= oldestNode) {
  becomeSmall();
  await start();
} else if (existsSync(checkoutNode)) {
  startAgainWith(checkoutNode);
} else {
  console.error(`pilotage needs Node ${oldestNode} or newer; this is ${process.version}.`);
  console.error(
    "Install it from https://nodejs.org, or, in a checkout of pilotage, run `npm ci`, which brings its own.",
  );
  process.exitCode = 1;
}

async function start() {
  hideWarningAboutSqlite();
  nodeModule.enableCompileCache();
  const published = !existsSync(new URL("../src/cli/main.ts", import.meta.url));
  const { main } = await import(published ? "../dist/cli/main.js" : "../src/cli/main.ts");
  const exitCode = await main(process.argv.slice(2));
  if (exitCode !== undefined) process.exitCode = exitCode;
}

/**
 * A daemon waits nearly all its life, but V8 and the C library keep what its first look at a large repository needed.
 * Both can be told to keep less only before the process starts, so this process becomes another one. Measured with
 * 10,000 definitions: 230 MB resident instead of 330; at rest 105 instead of 120.
 */
function becomeSmall() {
  const isDaemon = process.argv.slice(2).find((arg) => !arg.startsWith("-")) === "daemon";
  const isTold = process.execArgv.some((arg) => arg.startsWith("--max-semi-space-size"));
  if (!isDaemon || isTold || process.execve === undefined || process.platform === "win32") return;
  const args = [process.execPath, "--max-semi-space-size=2", ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, args, { MALLOC_ARENA_MAX: "2", ...process.env });
}

/** Early releases of Node 24 call node:sqlite experimental. We know; every other warning stays. */
function hideWarningAboutSqlite() {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (rest[0] === "ExperimentalWarning" && String(warning).startsWith("SQLite ")) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
}

/** Runs this file again with another Node, and passes on what happens to either of the two processes. */
function startAgainWith(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: "inherit" });
  const forward = (signal) => {
    // A terminal sends these two to both processes by itself, and a second one would mean "at once".
    const sentByTerminal = process.stdin.isTTY && (signal === "SIGINT" || signal === "SIGQUIT");
    if (!sentByTerminal) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];
  for (const signal of signals) process.on(signal, forward);
  child.on("error", (error) => {
    console.error(`pilotage could not start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal !== null) process.kill(process.pid, signal);
    else process.exitCode = code;
  });
}
