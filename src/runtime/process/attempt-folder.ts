import { join } from "node:path";
import { attemptName } from "../../contract/attempt-name.ts";
import type { AttemptKey } from "../../run/run-event.ts";

/** Where the files of one attempt lie. Which of them are there says how far it got. */
export interface AttemptFolder {
  readonly path: string;
  /** Which attempt this is. */
  readonly key: string;
  /** In which boot of the machine it was to start; there, and on disk, before anything of it may run. */
  readonly boot: string;
  /** Made once, by whoever comes first: the shim, empty, before it runs the program; or we, with why it never will run. */
  readonly started: string;
  /** The shim as the kernel knows it, written before the program runs. */
  readonly process: string;
  readonly log: string;
  /** How it ended: from the shim the program's exit code, from us what we did to it. */
  readonly exit: string;
  readonly script: string;
  /** HOME and working directory; there only once the source is in it. */
  readonly work: string;
  readonly unpacking: string;
}

/** The folder of an attempt below `dir`. */
export function attemptFolder(dir: string, attempt: AttemptKey): AttemptFolder {
  return folderAt(join(dir, attemptName(attempt)));
}

/** An attempt's folder, whatever it is called. */
export function folderAt(path: string): AttemptFolder {
  return {
    path,
    key: join(path, "attempt.json"),
    boot: join(path, "boot"),
    started: join(path, "started"),
    process: join(path, "process"),
    log: join(path, "log"),
    exit: join(path, "exit"),
    script: join(path, "script"),
    work: join(path, "work"),
    unpacking: join(path, "unpacking"),
  };
}
