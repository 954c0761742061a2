import { OperationalError } from "../../src/base/operational-error.ts";
import { reachableCommit } from "../../src/repository/git/objects.ts";
import { branchMissing, type PublishStore, publish } from "../../src/repository/git/publish.ts";
import { statusAt } from "../../src/repository/git/tip.ts";
import type { Repository } from "../../src/repository/port.ts";
import type { ModelRemote } from "./model-remote.ts";
import type { Life, World } from "./world.ts";

const POLL_MS = 30_000;

/** The Repository of one life: the remote seen through the life's store, recorded on by the real `publish`. */
export function modelRepository(world: World, life: Life, store: PublishStore, remote: ModelRemote): Repository {
  const clock = world.clockOf(life);

  return {
    async snapshot(at) {
      const heads = await store.look();
      const head = heads.get("main");
      if (head === undefined) throw branchMissing("main");
      const commit = at === undefined ? head : await reachableCommit(store.objects, head, at);
      const entries = (await store.objects.entries(commit)).filter(({ path }) => !path.startsWith("status/"));
      return {
        commit,
        branch: "main",
        repository: REPOSITORY,
        entries,
        ...(await statusAt(store, heads.get("pilotage-status"))),
      };
    },
    async read(blobs) {
      const texts = blobs.map((blob) => [blob, remote.textOf(blob)] as const);
      return new Map(texts.flatMap(([blob, text]) => (text === undefined ? [] : [[blob, text] as const])));
    },
    async changedBy(sha) {
      const commit = remote.commitOf(sha);
      const before = remote.commitOf(commit?.parent ?? "")?.files;
      return [...(commit?.files ?? [])].flatMap(([path, { blob }]) => (before?.get(path)?.blob === blob ? [] : [path]));
    },
    archive: async (sha) => `archive-of-${sha}`,
    watch(look) {
      let stopped = false;
      const hint = () => {
        if (life.alive && world.random.oneIn(2)) look(); // a hint may be lost; the poll is the truth
      };
      const poll = () => {
        if (stopped) return;
        look();
        clock.at(clock.now() + POLL_MS, poll);
      };
      remote.hints.add(hint);
      clock.at(clock.now() + POLL_MS, poll);
      return () => {
        stopped = true;
        remote.hints.delete(hint);
      };
    },
    record: (compose, acknowledged) =>
      publish(store, { ...STATUS_BRANCH, acknowledged, compose }, { clock, random: world.random }),
    submit: () => Promise.reject(new OperationalError("not-here", "nobody submits here", { retry: "never" })),
  };
}

const REPOSITORY = "https://forge.example/team/app";

const STATUS_BRANCH = {
  branch: "pilotage-status",
  author: "Pilotage <pilotage@localhost>",
  mayBegin: true,
  blocked: { code: "recording-blocked", message: "the remote refuses our commits", hint: "allow them" },
};
