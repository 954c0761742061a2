import type { Tip } from "../repository/port.ts";
import { missingFrom, pathsToCompare } from "../status/restore.ts";
import type { Log } from "./log.ts";

/** The tip as it will be once what someone deleted or rewrote stands there again. */
export interface RestoredTip extends Tip {
  /** What must be written for that, by path. */
  readonly restored: ReadonlyMap<string, string>;
}

/**
 * Brings back what the acknowledged tip held and this one lacks or has in a lower revision. The log says so, and
 * also where nobody has it any more.
 */
export async function restoreLost(tip: Tip, ownBranch: boolean, log: Log): Promise<RestoredTip> {
  const { lost } = tip;
  if (lost === "unreadable") log.error("the status branch was rewritten, and what it held is nowhere to be found");
  if (lost === undefined || lost === "unreadable") return { ...tip, restored: new Map() };
  const [before, now] = [await lost.list(), await tip.list()];
  const compared = pathsToCompare(before, now);
  const texts = { before: await lost.read(compared), now: await tip.read(compared) };
  const restored = await lost.read(missingFrom(before, now, texts, ownBranch));
  if (restored.size > 0)
    log.warn("the status branch was rewritten: what it lost is written again", { files: restored.size });
  const paths = new Map(now);
  for (const path of restored.keys()) paths.set(path, before.get(path) ?? "");
  return {
    commit: tip.commit,
    list: async () => paths,
    async read(wanted) {
      const found = new Map(await tip.read(wanted.filter((path) => !restored.has(path))));
      for (const path of wanted) {
        const text = restored.get(path);
        if (text !== undefined) found.set(path, text);
      }
      return found;
    },
    restored,
  };
}
