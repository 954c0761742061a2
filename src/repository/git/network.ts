import { type ChildProcess, spawn } from "node:child_process";
import { kill } from "node:process"; // a process group has no other handle
import { type Environment, environmentForGit } from "./git-environment.ts";
import { notStarted } from "./not-started.ts";

export interface NetworkCall {
  readonly gitDir: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  /** After this many milliseconds the command and all that it started are killed. */
  readonly limitMs: number;
  /** Kills them earlier. */
  readonly signal: AbortSignal;
}

export type NetworkAnswer =
  | { readonly type: "done"; readonly output: string }
  /** Git gave up; what it said last, for people only. */
  | { readonly type: "failed"; readonly complaint: string }
  /** The limit came first. */
  | { readonly type: "silent" };

/** A command that talks to a remote, in a process group of its own that never lives longer than its limit. */
export function callNetwork(call: NetworkCall): Promise<NetworkAnswer> {
  return new Promise((answer, refuse) => {
    // Detached makes it the leader of a group: Git starts ssh, remote-https and the like, and all of them have to go.
    // A new session has no terminal either, so nothing can ask for a password there.
    // Without files for them it has no streams.
    const child: ChildProcess = spawn("git", ["--git-dir", call.gitDir, ...call.args], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: environmentForGit(call.environment),
    });
    let output = "";
    let complaint = "";
    const leash = stopInTime(child.pid, call, () => {
      // Whoever still holds the pipes does not hold us.
      child.stdout?.destroy();
      child.stderr?.destroy();
      answer({ type: "silent" });
    });
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > MOST_OUTPUT) leash.stop();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });
    child.on("error", (cause: NodeJS.ErrnoException) => {
      leash.release();
      refuse(notStarted(cause.code, cause));
    });
    child.on("close", (code) => {
      leash.release();
      if (leash.hasStopped()) answer({ type: "silent" });
      else if (code === 0) answer({ type: "done", output });
      else answer({ type: "failed", complaint: complaint.trim() });
    });
  });
}

/** What a hostile remote could fill the memory with: two branches need 200 bytes. */
const MOST_OUTPUT = 1024 * 1024;
const MOST_COMPLAINT = 4_096;
/** Between asking and killing: Git removes its lock files when it is asked. */
const GRACE_MS = 1_000;

interface Leash {
  stop(): void;
  hasStopped(): boolean;
  release(): void;
}

/** Stops a process group at the limit of its call, or when the call is no longer wanted; `killed` where it had to be killed. */
function stopInTime(leader: number | undefined, { limitMs, signal }: NetworkCall, killed: () => void): Leash {
  let stopped = false;
  let lastResort: NodeJS.Timeout | undefined;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    signalGroup(leader, "SIGTERM");
    lastResort = setTimeout(() => {
      signalGroup(leader, "SIGKILL");
      killed();
    }, GRACE_MS);
  };
  const limit = setTimeout(stop, limitMs);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  return {
    stop,
    hasStopped: () => stopped,
    release() {
      clearTimeout(limit);
      clearTimeout(lastResort);
      signal.removeEventListener("abort", stop);
    },
  };
}

function signalGroup(leader: number | undefined, signal: "SIGTERM" | "SIGKILL"): void {
  if (leader === undefined) return;
  try {
    kill(-leader, signal);
  } catch {
    // it has ended by itself
  }
}
