import { readdir, readFile } from "node:fs/promises";
import { codeOf, ifThere } from "./if-there.ts";

/** A process as /proc/<pid>/stat has it (Linux). */
export interface ProcessStat {
  readonly pid: number;
  readonly group: number;
  readonly session: number;
  /** In ticks since the boot: with the boot's id it tells a process from every other one that ever had its number. */
  readonly startTime: string;
  /** It has ended, but nobody has taken note of it. */
  readonly isZombie: boolean;
}

/** Changes with each boot of the machine. */
export async function bootId(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
}

/** A process; undefined where there is none of this number. */
export async function processOf(pid: number): Promise<ProcessStat | undefined> {
  const line = await readOf(pid, "stat");
  return line === undefined ? undefined : parseStat(line);
}

/** Every process that there is. */
export async function allProcesses(): Promise<readonly ProcessStat[]> {
  const stats = await Promise.all((await pids()).map(processOf));
  return stats.filter((stat) => stat !== undefined);
}

/** Whether some process was called with this argument. */
export async function isArgument(argument: string): Promise<boolean> {
  const lines = await Promise.all((await pids()).map((pid) => readOf(pid, "cmdline")));
  return lines.some((line) => line?.split("\0").includes(argument));
}

/** Reads a line of /proc/<pid>/stat; the name, in brackets, may hold anything. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" "); // from the third on, as proc(5) counts them
  return {
    pid: Number.parseInt(line, 10),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime: fields[19] ?? "",
    isZombie: fields[0] === "Z" || fields[0] === "X",
  };
}

async function pids(): Promise<readonly number[]> {
  return (await readdir("/proc")).map(Number).filter(Number.isInteger);
}

async function readOf(pid: number, file: "stat" | "cmdline"): Promise<string | undefined> {
  try {
    return await ifThere(readFile(`/proc/${pid}/${file}`, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ESRCH") return undefined; // it ended between open and read
    throw error;
  }
}
