import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { sha256 } from "../../base/digest.ts";
import type { Context } from "../context.ts";

/**
 * Where a daemon keeps what must survive a crash: as asked, or one folder for each repository under XDG_STATE_HOME.
 * `repository` is its whole address: two relative paths may look the same and lead to different ones.
 */
export async function stateDirectory(asked: string | undefined, repository: string, context: Context): Promise<string> {
  const directory = asked === undefined ? defaultDirectory(repository, context) : resolve(context.directory, asked);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return directory;
}

function defaultDirectory(repository: string, { environment }: Context): string {
  const home = environment.XDG_STATE_HOME || join(environment.HOME ?? "/", ".local", "state");
  return join(home, "pilotage", sha256(repository).slice(0, 12));
}
