import { sep } from "node:path";
import { watch } from "chokidar";
import { runGitIn } from "./local-git.ts";

/**
 * Calls `look` within milliseconds of a change of a branch in the repository at `path`; the answer ends it. Only the
 * few files that hold branches are watched, never a work tree. `failed` = this will see nothing (more): rely on the poll.
 */
export function watchRefs(path: string, look: () => void, failed: (cause: unknown) => void): () => void {
  let stop = () => {};
  let stopped = false;
  const start = async () => {
    const gitDir = (await runGitIn(path, ["rev-parse", "--path-format=absolute", "--git-common-dir"])).trimEnd();
    if (stopped) return;
    const watcher = watch(gitDir, {
      ignored: (each) => !holdsBranches(gitDir, each),
      ignoreInitial: true,
      atomic: false,
    });
    stop = () => void watcher.close();
    watcher.on("all", look).on("error", failed).on("ready", look); // something may have moved before it was ready
  };
  start().catch(failed);
  return () => {
    stopped = true;
    stop();
  };
}

/** Lock files come and go before the change that counts. */
function holdsBranches(gitDir: string, path: string): boolean {
  const inside = path
    .slice(gitDir.length + 1)
    .split(sep)
    .join("/");
  if (inside === "" || inside === "HEAD" || inside === "packed-refs" || inside === "refs") return true;
  return (inside === "refs/heads" || inside.startsWith("refs/heads/")) && !inside.endsWith(".lock");
}
