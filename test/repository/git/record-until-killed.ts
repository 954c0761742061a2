import { createGitRepository } from "../../../src/repository/git/git-repository.ts";

/** Counts on the status branch, one commit for each number, until somebody kills it. */
const [url = "", cacheDir = ""] = process.argv.slice(2);
const repository = createGitRepository({
  url,
  branch: "main",
  statusBranch: "pilotage-status",
  cacheDir,
  author: "Pilotage <pilotage@localhost>",
  pollMs: 30_000,
  environment: process.env,
  clock: { now: () => Date.now(), at: () => () => {}, breathe: async () => {} },
  random: { fraction: Math.random, hex: () => "" },
  log: () => {},
});
for (;;) {
  await repository.record(async (tip) => {
    const number = Number((await tip.read(["number"])).get("number") ?? "0") + 1;
    return { message: `${number}`, files: new Map([["number", `${number}`]]) };
  });
}
