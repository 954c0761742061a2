import { execFile } from "node:child_process";
import { mkdtempDisposable, open, statfs } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "./quantile.ts";

/** What the figures were measured on: without it they say little. */
export async function machineLine(): Promise<string> {
  const git = (await promisify(execFile)("git", ["version"])).stdout.trim().replace(/^git version/, "Git");
  const parts = [`${availableParallelism()} cores (${cpus()[0]?.model.trim()})`, `Node ${process.version}`, git];
  return [...parts, `temporary files on ${await diskText()}`].join(" · ");
}

/** From the kernel's magic.h: what is kept in memory only makes a ledger faster than any disk. */
const TMPFS = 0x01021994;

async function diskText(): Promise<string> {
  if ((await statfs(tmpdir())).type === TMPFS) return "memory, NOT a real disk (set TMPDIR to one)";
  return `a disk, ${(await syncMs()).toFixed(1)} ms a write`;
}

/** How long it takes to have 4 KiB on the disk. */
async function syncMs(): Promise<number> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilotage-bench-"));
  await using file = await open(join(folder.path, "file"), "w");
  const times: number[] = [];
  for (let index = 0; index < 30; index++) {
    const began = performance.now();
    await file.write(Buffer.alloc(4096, index));
    await file.datasync();
    times.push(performance.now() - began);
  }
  return median(times);
}
