import { execFile } from "node:child_process";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A `git` that goes before the real one, and now and then runs it under strace. */
export interface ArmedGit {
  /** The PATH on which it is found first. */
  readonly path: string;
  /** The next command of this name, with all that it starts, runs under strace with these options. */
  arm(command: string, options: readonly string[]): Promise<void>;
  /** Whether such a command has not come yet; it will not any more. */
  disarm(): Promise<boolean>;
}

/** Puts one into this folder. */
export async function createArmedGit(folder: string): Promise<ArmedGit> {
  const armed = join(folder, "armed");
  const { stdout } = await promisify(execFile)("sh", ["-c", "command -v git"]);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "git"), wrapper(armed, stdout.trim()));
  await chmod(join(folder, "git"), 0o755);
  return {
    path: `${folder}:${process.env.PATH}`,
    async arm(command, options) {
      await writeFile(`${armed}.new`, `${command} ${options.join(" ")}\n`);
      await rename(`${armed}.new`, armed);
    },
    disarm: () =>
      rm(armed).then(
        () => true,
        () => false,
      ),
  };
}

/** Whoever removes the file has it, and nobody else. */
function wrapper(armed: string, git: string): string {
  return `#!/bin/sh
if [ -e '${armed}' ] && read -r COMMAND OPTIONS <'${armed}'; then
  case " $* " in *" $COMMAND "*) rm '${armed}' 2>/dev/null && exec strace -f $OPTIONS '${git}' "$@" ;; esac
fi
exec '${git}' "$@"
`;
}
