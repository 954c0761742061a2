import { readFile, stat } from "node:fs/promises";
import { kill } from "node:process";
import { setTimeout } from "node:timers/promises";
import type { Instant } from "../../base/instant.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { codeOf, ifThere } from "./if-there.ts";
import { allProcesses, bootId, type ProcessStat, parseStat, processOf } from "./process-table.ts";

/** From its first word until a shim's program surely runs: a TERM before that would reach the shim alone. */
const SETTLING_MS = 50;

/** The shim of an attempt as it wrote itself down. It leads a process group of its own, which the program belongs to. */
export interface ShimProcess extends ProcessStat {
  readonly bootId: string;
  readonly startedAt: Instant;
}

/** The shim that runs, or ran, an attempt; undefined where none got that far. */
export async function shimOf(folder: AttemptFolder): Promise<ShimProcess | undefined> {
  const line = await ifThere(readFile(folder.process, "utf8"));
  if (!line?.endsWith("\n")) return undefined;
  const [boot = "", ...rest] = line.split(" ");
  const leader = parseStat(rest.join(" "));
  if (!(leader.pid > 1)) return undefined; // a signal to group 0 or 1 would reach us, or everything
  const { mtimeMs } = await stat(folder.process);
  return { ...leader, bootId: boot, startedAt: Math.floor(mtimeMs) };
}

/** Whether it runs now; never another process that has been given its number. */
export async function isAlive(shim: ShimProcess): Promise<boolean> {
  if (shim.bootId !== (await bootId())) return false;
  const now = await processOf(shim.pid);
  return now !== undefined && now.startTime === shim.startTime && !now.isZombie;
}

/** TERM to the group, and after `graceMs`, if something of it still runs, `beforeKill` and KILL. Ends when nothing of it runs. */
export async function endGroup(shim: ShimProcess, graceMs: number, beforeKill: () => Promise<void>): Promise<void> {
  if (!(await hasGroup(shim))) return;
  await settled(shim);
  signalGroup(shim, "SIGTERM");
  if (await isGroupGone(shim, graceMs)) return;
  await beforeKill();
  await killGroup(shim);
}

/** KILL to whatever still runs of the group. Ends when nothing of it runs. What has made a session of its own has left it. */
export async function killGroup(shim: ShimProcess): Promise<void> {
  while (await hasGroup(shim)) {
    signalGroup(shim, "SIGKILL");
    await isGroupGone(shim, 1_000);
  }
}

async function settled({ startedAt }: ShimProcess): Promise<void> {
  const leftMs = startedAt + SETTLING_MS - Date.now();
  if (leftMs > 0) await setTimeout(Math.min(leftMs, SETTLING_MS)); // the clock may have been set back
}

async function isGroupGone(shim: ShimProcess, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (let pauseMs = 1; await hasGroup(shim); pauseMs = Math.min(2 * pauseMs, 100)) {
    const leftMs = until - performance.now();
    if (leftMs <= 0) return false;
    await setTimeout(Math.min(pauseMs, leftMs));
  }
  return true;
}

/**
 * Whether something of the shim's group runs. The kernel gives away the number of a group only once nothing is in it:
 * so it is ours as long as its leader is the shim, or has ended and left members of its own session.
 */
async function hasGroup(shim: ShimProcess): Promise<boolean> {
  if (!signalGroup(shim, 0) || shim.bootId !== (await bootId())) return false;
  const leader = await processOf(shim.pid);
  if (leader && leader.startTime !== shim.startTime) return false;
  if (leader && !leader.isZombie) return true;
  const all = await allProcesses();
  return all.some(({ group, session, isZombie }) => group === shim.pid && session === shim.pid && !isZombie);
}

/** False where there is no such group. */
function signalGroup({ pid }: ShimProcess, signal: "SIGTERM" | "SIGKILL" | 0): boolean {
  try {
    return kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
    if (codeOf(error) === "EPERM") return true; // it is there, and of another user
    throw error;
  }
}
