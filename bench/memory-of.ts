import { readFile } from "node:fs/promises";

/** Resident memory of a process with all its threads. */
export interface Memory {
  readonly nowMb: number;
  /** Since it started. */
  readonly mostMb: number;
}

/** What the kernel says of a process (Linux). */
export async function memoryOf(pid: number): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const megabytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1_024;
  return { nowMb: megabytes("VmRSS"), mostMb: megabytes("VmHWM") };
}
