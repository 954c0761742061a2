import { createCatFile } from "../../../src/repository/git/cat-file.ts";
import { runGit } from "../../../src/repository/git/local-git.ts";
import { callNetwork } from "../../../src/repository/git/network.ts";
import { withoutFiles } from "../../fixtures/without-files.ts";

/** Each way to run Git, first while no file can be opened, then while they can: prints how each ended. */
const [gitDir = ""] = process.argv.slice(2);
const environment = process.env;
const catFile = createCatFile(gitDir, environment);
const signal = new AbortController().signal;
const ways: readonly (() => Promise<unknown>)[] = [
  () => catFile.read(["HEAD"], 0),
  () => runGit(gitDir, ["rev-parse", "HEAD"]),
  () => callNetwork({ gitDir, args: ["rev-parse", "HEAD"], environment, limitMs: 10_000, signal }),
];

async function endOf(way: () => Promise<unknown>): Promise<string> {
  return way().then(
    () => "done",
    (error) => `${error.code} ${error.retry}`,
  );
}

await endOf(() => runGit(gitDir, ["version"])); // what it loads only when it is first used, it can open no more
const without = await withoutFiles(() => Promise.all(ways.map(endOf)));
console.log(JSON.stringify([without, await Promise.all(ways.map(endOf))]));
catFile.close();
