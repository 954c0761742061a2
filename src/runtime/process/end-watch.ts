import type { ChildProcess } from "node:child_process";
import { type FSWatcher, watch } from "node:fs";
import { basename } from "node:path";
import type { AttemptKey } from "../../run/run-event.ts";
import type { AttemptFolder } from "./attempt-folder.ts";
import { endOverLimit } from "./log-limit.ts";
import { observeAttempt } from "./observe-attempt.ts";

/** Notices the ends of attempts, and logs over their limit, and tells whoever looks. */
export interface EndWatch {
  /** A shim that we have started just now: its end is noticed at once. */
  follow(folder: AttemptFolder, attempt: AttemptKey, shim: ChildProcess): void;
  /** A shim of an earlier daemon: its folder is watched, and looked at each second. */
  adopt(folder: AttemptFolder, attempt: AttemptKey): void;
  forget(folder: AttemptFolder): void;
  look(look: (attempt: AttemptKey) => void): () => void;
}

interface Open {
  readonly folder: AttemptFolder;
  readonly attempt: AttemptKey;
  /** Of an adopted one; undefined, too, where the machine gives no more watches. */
  readonly watcher: FSWatcher | undefined;
  readonly isOurs: boolean;
}

export function createEndWatch(options: { readonly maxLogBytes: number; readonly lookEveryMs: number }): EndWatch {
  const open = new Map<string, Open>();
  const looks = new Set<(attempt: AttemptKey) => void>();
  let looking = false;

  function ended({ folder, attempt }: Pick<Open, "folder" | "attempt">): void {
    forget(folder);
    for (const look of looks) look(attempt);
  }

  function forget({ path }: AttemptFolder): void {
    open.get(path)?.watcher?.close();
    open.delete(path);
  }

  async function lookAt(one: Open): Promise<void> {
    if (await endOverLimit(one.folder, options.maxLogBytes)) return ended(one);
    if (one.isOurs) return;
    const { is } = await observeAttempt(one.folder);
    if (is !== "running" && is !== "starting" && open.get(one.folder.path) === one) ended(one);
  }

  async function lookAtAll(): Promise<void> {
    if (looking) return;
    looking = true;
    await Promise.allSettled([...open.values()].map(lookAt)); // what could not be looked at is looked at again
    looking = false;
  }

  return {
    follow(folder, attempt, shim) {
      const one = { folder, attempt, watcher: undefined, isOurs: true };
      open.set(folder.path, one);
      shim.once("exit", () => ended(one));
    },
    adopt(folder, attempt) {
      if (open.has(folder.path)) return;
      const watcher = tryWatch(folder, () => void lookAt(one).catch(() => {}));
      const one: Open = { folder, attempt, watcher, isOurs: false };
      open.set(folder.path, one);
    },
    forget,
    look(look) {
      looks.add(look);
      const timer = setInterval(lookAtAll, options.lookEveryMs);
      return () => {
        looks.delete(look);
        clearInterval(timer);
      };
    },
  };
}

function tryWatch(folder: AttemptFolder, look: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder.path, { persistent: false }, (_, name) => name === basename(folder.exit) && look());
    return watcher.on("error", () => watcher.close());
  } catch {
    return undefined;
  }
}
