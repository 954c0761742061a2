import { readdir, readFile } from "node:fs/promises";

/** A process that another one has started, itself or through others. */
export interface Descendant {
  readonly pid: number;
  /** The name of its program, at most 15 characters. */
  readonly program: string;
}

/** All that lives of what a process has started (Linux: it reads /proc). */
export async function descendantsOf(pid: number): Promise<readonly Descendant[]> {
  const threads = await orNothing(readdir(`/proc/${pid}/task`), []);
  const lists = threads.map((thread) => orNothing(readFile(`/proc/${pid}/task/${thread}/children`, "utf8"), ""));
  const children = (await Promise.all(lists)).flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  const families = children.map(async (child) => [await descendant(child), ...(await descendantsOf(child))]);
  return (await Promise.all(families)).flat();
}

async function descendant(pid: number): Promise<Descendant> {
  return { pid, program: (await orNothing(readFile(`/proc/${pid}/comm`, "utf8"), "")).trimEnd() };
}

/** A process may be gone before it is looked at. */
function orNothing<Value>(reading: Promise<Value>, nothing: Value): Promise<Value> {
  return reading.catch(() => nothing);
}
