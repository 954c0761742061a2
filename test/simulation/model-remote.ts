import { sha256 } from "../../src/base/digest.ts";
import { OperationalError } from "../../src/base/operational-error.ts";
import type { Entry, Repository, Snapshot, Tip } from "../../src/repository/port.ts";
import { type Life, pause, type World } from "./world.ts";

export interface Commit {
  readonly sha: string;
  readonly parent: string | undefined;
  readonly files: ReadonlyMap<string, string>;
  readonly message: string;
  readonly by: string;
}

/** A Git remote with two branches, as values. A push that is no fast-forward is refused. */
export interface ModelRemote {
  readonly watched: readonly Commit[];
  readonly status: readonly Commit[];
  /** A person's commit on the watched branch. */
  commit(files: ReadonlyMap<string, string | null>, message: string): void;
  /** Somebody raises the revision of a status file by hand, or leaves a file of their own. */
  writeStatusByHand(): void;
  /** No answer to anybody until this instant. */
  outageUntil: number;
  repositoryOf(life: Life): Repository;
}

export function createModelRemote(world: World): ModelRemote {
  const watched: Commit[] = [];
  const status: Commit[] = [];
  const looks = new Set<() => void>();
  let tips = 0;

  function append(branch: Commit[], files: ReadonlyMap<string, string | null>, message: string, by: string): Commit {
    const parent = branch.at(-1);
    const next = new Map(parent?.files);
    for (const [path, text] of files) text === null ? next.delete(path) : next.set(path, text);
    const sha = sha256(`${parent?.sha}/${message}/${tips++}`).slice(0, 40);
    const commit = { sha, parent: parent?.sha, files: next, message, by };
    branch.push(commit);
    return commit;
  }

  function reach(): void {
    if (world.clock.now() < remote.outageUntil) {
      throw new OperationalError("remote-unreachable", "the remote does not answer", { retry: "later" });
    }
  }

  const remote: ModelRemote = {
    watched,
    status,
    outageUntil: 0,
    commit(files, message) {
      append(watched, files, message, "people");
      world.say(`people commit: ${message}`);
      for (const look of looks) if (world.random.oneIn(2)) look(); // a hint may be lost; the poll is the truth
    },
    writeStatusByHand() {
      const files = status.at(-1)?.files ?? new Map<string, string>();
      const path = world.random.pick([
        "notes.md",
        ...[...files.keys()].filter((file) => file.endsWith("/status.yaml")),
      ]);
      const text = files.get(path)?.replace(/revision: (\d+)/, (_, revision) => `revision: ${Number(revision) + 100}`);
      append(status, new Map([[path, text ?? `note ${tips}\n`]]), "by hand", "somebody");
      world.say(`somebody writes ${path} on the status branch`);
    },
    repositoryOf(life) {
      const blobs = () =>
        new Map(watched.flatMap((commit) => [...commit.files.values()].map((text) => [blobOf(text), text] as const)));
      const repository: Repository = {
        snapshot: (at) =>
          world.effect(life, "fetch", { refusedOneIn: 30, slowestMs: 400 }, () => {
            reach();
            const commit = at === undefined ? watched.at(-1) : watched.find(({ sha }) => sha === at);
            if (!commit) throw new OperationalError("unknown-commit", "no such commit", { retry: "never" });
            return snapshotOf(commit, status.at(-1)?.sha);
          }),
        async read(ids) {
          const known = blobs();
          return new Map(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id) ?? ""] as const] : [])));
        },
        async changedBy(sha) {
          const index = watched.findIndex((commit) => commit.sha === sha);
          const [before, after] = [watched[index - 1]?.files, watched[index]?.files];
          return [...(after ?? [])].filter(([path, text]) => before?.get(path) !== text).map(([path]) => path);
        },
        archive: async (sha) => `archive-of-${sha}`,
        watch(look) {
          const heard = () => life.alive && look();
          looks.add(heard);
          const poll = () => {
            if (!life.alive) return;
            look();
            world.clock.at(world.clock.now() + 30_000, poll);
          };
          world.clock.at(world.clock.now() + 30_000, poll);
          return () => looks.delete(heard);
        },
        async record(compose) {
          for (;;) {
            const base = await world.effect(life, "fetch status", { refusedOneIn: 30, slowestMs: 200 }, () => {
              reach();
              return status.at(-1);
            });
            const change = await compose(tipOf(base));
            if (!change) return { tip: base?.sha, committed: false };
            const pushed = await world.effect(
              life,
              "push",
              { refusedOneIn: 20, lostOneIn: 20, slowestMs: 600, detached: true },
              () => {
                reach();
                return status.at(-1) === base ? append(status, change.files, change.message, "daemon").sha : undefined;
              },
            );
            if (pushed) return { tip: pushed, committed: true };
            await pause(world.clock, world.random.between(10, 200));
          }
        },
        submit: () => Promise.reject(new Error("nobody submits here")),
      };
      return repository;
    },
  };
  return remote;
}

function snapshotOf(commit: Commit, statusTip: string | undefined): Snapshot {
  const entries: Entry[] = [...commit.files].map(([path, text]) => ({ path, blob: blobOf(text), mode: "100644" }));
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { commit: commit.sha, branch: "main", repository: "https://forge.example/team/app", entries, statusTip };
}

function tipOf(commit: Commit | undefined): Tip {
  const files = commit?.files ?? new Map<string, string>();
  return {
    commit: commit?.sha,
    list: async () => new Map([...files].map(([path, text]) => [path, blobOf(text)])),
    read: async (paths) =>
      new Map(paths.flatMap((path) => (files.has(path) ? [[path, files.get(path) ?? ""] as const] : []))),
  };
}

function blobOf(text: string): string {
  return sha256(text).slice(0, 40);
}
