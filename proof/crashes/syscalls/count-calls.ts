import { readFile } from "node:fs/promises";

/** How often each call comes, from a file of strace: the most that one process or thread makes of it. */
export async function countCalls(traceFile: string): Promise<ReadonlyMap<string, number>> {
  const most = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const line of (await readFile(traceFile, "utf8")).split("\n")) {
    const [, thread, call = ""] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (thread === undefined) continue;
    const count = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, count);
    most.set(call, Math.max(most.get(call) ?? 0, count));
  }
  return most;
}
