import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { keptPort } from "../src/listener/http/kept-port.ts";
import { until } from "../test/fixtures/until.ts";

/** The launcher, run by the Node that runs the benchmarks. */
export const PROGRAM = fileURLToPath(new URL("../bin/pilotage.js", import.meta.url));

/** What the launcher gives Node for a daemon; for processes of benchmarks that stand for one. */
export const DAEMON_EXEC_ARGV = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=2"];

/** A whole daemon as a user starts it, in a process of its own; the end of the benchmark ends it. */
export interface DaemonProcess extends AsyncDisposable {
  readonly pid: number;
  /** What its health page says of it. */
  standing(): Promise<DaemonStanding>;
  /** Resolves once every run has ended and is recorded, as far as it has seen what to run. */
  rested(limitMs: number): Promise<void>;
  /** As a crash does it. */
  kill(): Promise<void>;
}

export interface DaemonStanding {
  readonly activeRuns: number;
  readonly recorded: boolean;
}

/** Starts a daemon and waits until it has looked at the repository once. */
export async function startDaemonProcess(where: {
  readonly repository: string;
  readonly state: string;
  readonly flags?: readonly string[];
}): Promise<DaemonProcess> {
  const flags = ["--repository", where.repository, "--state", where.state, ...(where.flags ?? [])];
  const child = spawn(process.execPath, [PROGRAM, "daemon", ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_096);
  });

  async function health(): Promise<Response | undefined> {
    if (child.exitCode !== null) throw new Error(`the daemon has ended with ${child.exitCode}`);
    const port = await keptPort(where.state).read();
    return port === 0 ? undefined : fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  }

  async function standing(): Promise<DaemonStanding> {
    const page = (await (await health())?.json()) as { readonly details: DaemonStanding } | undefined;
    if (!page) throw new Error("the daemon does not answer");
    return page.details;
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await exit;
    clearTimeout(late);
  }

  if (child.pid === undefined) throw new Error("the daemon could not be started");
  const daemon = {
    pid: child.pid,
    standing,
    async rested(limitMs: number) {
      const holds = async () => isAtRest(await standing());
      await until("every run has ended and is recorded", holds, limitMs);
    },
    kill: () => end("SIGKILL"),
    [Symbol.asyncDispose]: () => end("SIGTERM"),
  };
  try {
    await until("the daemon has looked at the repository", async () => (await health())?.status === 200, 60_000);
    return daemon;
  } catch (cause) {
    await daemon.kill();
    throw new Error(`the daemon did not come so far; it said:\n${said}`, { cause });
  }
}

function isAtRest({ activeRuns, recorded }: DaemonStanding): boolean {
  return activeRuns === 0 && recorded;
}
