import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runGitIn } from "../../repository/git/local-git.ts";

/** A throw-away remote and a clone in which somebody works. */
export interface DemoRepository {
  readonly remote: string;
  /** Replaces text in a file of the clone, commits and pushes; answers the commit. */
  edit(path: string, change: (text: string) => string, message: string): Promise<string>;
  /** Commits and pushes what lies in the clone. */
  push(message: string): Promise<string>;
  /** A file of the status branch, as anybody reads it. */
  status(path: string): Promise<string>;
  /** The newest commits of the status branch, a line each. */
  statusLog(count: number): Promise<string>;
}

const PACKAGE = fileURLToPath(new URL("../../../", import.meta.url));
const STATUS = "pilotage-status";

/** Makes both in `folder`, with this package's pipelines and the programs that they build. */
export async function makeDemoRepository(folder: string): Promise<DemoRepository> {
  const [remote, clone] = [join(folder, "demo.git"), join(folder, "clone")];
  await mkdir(clone);
  await runGitIn(folder, ["init", "--quiet", "--bare", "--initial-branch=main", remote]);
  await runGitIn(clone, ["init", "--quiet", "--initial-branch=main"]);
  for (const [name, value] of [
    ["user.name", "A developer"],
    ["user.email", "developer@example.com"],
    ["commit.gpgsign", "false"],
  ] as const) {
    await runGitIn(clone, ["config", name, value]);
  }
  await runGitIn(clone, ["remote", "add", "origin", remote]);
  await cp(join(PACKAGE, "pipelines"), join(clone, "pipelines"), { recursive: true });
  await cp(join(PACKAGE, "examples"), join(clone, "examples"), { recursive: true });

  async function push(message: string): Promise<string> {
    await runGitIn(clone, ["add", "--all"]);
    await runGitIn(clone, ["commit", "--quiet", "-m", message]);
    await runGitIn(clone, ["push", "--quiet", "origin", "HEAD:main"]);
    return (await runGitIn(clone, ["rev-parse", "HEAD"])).trim();
  }

  return {
    remote,
    push,
    async edit(path, change, message) {
      const file = join(clone, path);
      const before = await readFile(file, "utf8").catch(() => "");
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, change(before));
      return push(message);
    },
    status: (path) => runGitIn(remote, ["show", `${STATUS}:${path}`]),
    statusLog: (count) => runGitIn(remote, ["log", "--format=%h %s", `-${count}`, STATUS]),
  };
}
