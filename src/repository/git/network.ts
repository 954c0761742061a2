import { spawn } from "node:child_process";
import { kill } from "node:process"; // a process group has no other handle
import { OperationalError } from "../../base/operational-error.ts";
import { type Environment, environmentForGit } from "./git-environment.ts";

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
    const child = spawn("git", ["--git-dir", call.gitDir, ...call.args], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: environmentForGit(call.environment),
    });
    let output = "";
    let complaint = "";
    let stopped = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > MOST_OUTPUT) stop();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });

    let lastResort: NodeJS.Timeout | undefined;
    const stop = () => {
      if (stopped) return;
      stopped = true;
      killGroup(child.pid, "SIGTERM"); // lets Git remove its lock files
      lastResort = setTimeout(() => {
        killGroup(child.pid, "SIGKILL");
        end({ type: "silent" }); // whoever still holds the pipes does not hold us
      }, GRACE_MS);
    };
    const limit = setTimeout(stop, call.limitMs);
    call.signal.addEventListener("abort", stop, { once: true });
    if (call.signal.aborted) stop();

    const end = (result: NetworkAnswer) => {
      clearTimeout(limit);
      clearTimeout(lastResort);
      call.signal.removeEventListener("abort", stop);
      child.stdout.destroy();
      child.stderr.destroy();
      answer(result);
    };
    child.on("error", (cause) => {
      clearTimeout(limit);
      call.signal.removeEventListener("abort", stop);
      refuse(
        new OperationalError("git-missing", "Git could not be started.", {
          retry: "never",
          cause,
          hint: "Install git.",
        }),
      );
    });
    child.on("close", (code) => {
      if (stopped) end({ type: "silent" });
      else if (code === 0) end({ type: "done", output });
      else end({ type: "failed", complaint: complaint.trim() });
    });
  });
}

const GRACE_MS = 1_000;
const MOST_OUTPUT = 1024 * 1024;
const MOST_COMPLAINT = 4_096;

function killGroup(leader: number | undefined, signal: "SIGTERM" | "SIGKILL"): void {
  if (leader === undefined) return;
  try {
    kill(-leader, signal);
  } catch {
    // it has ended by itself
  }
}
