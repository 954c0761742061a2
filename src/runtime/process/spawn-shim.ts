import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import type { AttemptFolder } from "./attempt-folder.ts";
import { codeOf } from "./if-there.ts";
import { SHELL } from "./program.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { SHIM } from "./shim.ts";

/** Starts the shim with a program, as the leader of a session of its own and without a pipe to us: it outlives us. */
export async function spawnShim(
  folder: AttemptFolder,
  boot: string,
  commandLine: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env">,
): Promise<ChildProcess | Refusal> {
  const shimArguments = ["-c", SHIM, "pilotage", folder.path, boot, ...commandLine];
  const shim = trySpawn(shimArguments, { ...options, detached: true, stdio: "ignore" });
  if ("is" in shim) return shim;
  if (shim.pid === undefined) throw (await once(shim, "error"))[0];
  shim.unref();
  return shim;
}

/** Messages of our own, because Node's show the value, which may be secret. */
function trySpawn(shimArguments: readonly string[], options: SpawnOptions): ChildProcess | Refusal {
  try {
    return spawn(SHELL, shimArguments, options);
  } catch (error) {
    if (codeOf(error) === "E2BIG") return refusal("start-failed", "its environment and arguments are too large");
    if (codeOf(error) === "ERR_INVALID_ARG_VALUE")
      return refusal("start-failed", "a variable or argument of it holds a NUL");
    throw error;
  }
}
