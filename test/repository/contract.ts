import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../src/base/operational-error.ts";
import type { Change, Repository, Tip } from "../../src/repository/port.ts";

/** A repository and what other people do to it. */
export interface Subject extends AsyncDisposable {
  readonly repository: Repository;
  /** A person's commit on the watched branch; null removes a file. */
  commit(files: { readonly [path: string]: string | null }): Promise<string>;
}

/** A Subject that records. */
export interface RecordingSubject extends Subject {
  /** Another writer's commit on the status branch, begun by it where there is none. */
  writeStatus(files: { readonly [path: string]: string }): Promise<string>;
  /** A file at the tip of the status branch. */
  readStatus(path: string): Promise<string | undefined>;
  /** Somebody deletes the status branch; with `writeStatus` after it, they have rewritten it. */
  deleteStatus(): Promise<void>;
}

/** What every Repository promises to those who read. `make` gives one without commits. */
export function testReading(name: string, make: () => Promise<Subject>): void {
  const reads = testOf(name, make);

  reads("a snapshot holds every file of the newest commit, sorted by path", async ({ repository, commit }) => {
    await commit({ "b.txt": "b\n", "a/z.txt": "z\n", "a.txt": "a\n" });
    const newest = await commit({ "b.txt": null, "c d.txt": "ü\n" });

    const snapshot = await repository.snapshot();

    assert.equal(snapshot.commit, newest);
    assert.deepEqual(pathsOf(snapshot), ["a.txt", "a/z.txt", "c d.txt"]);
    assert.deepEqual(new Set(snapshot.entries.map(({ mode }) => mode)), new Set(["100644"]));
  });

  reads("equal content has the same id at every path and commit, and is read by it", async ({ repository, commit }) => {
    await commit({ "a.txt": "same\n", "b.txt": "same\n", "c.txt": "other: ü\n" });
    const before = await repository.snapshot();
    await commit({ "a.txt": "new\n", "d.txt": "same\n" });
    const after = await repository.snapshot();

    assert.equal(blobAt(before, "a.txt"), blobAt(before, "b.txt"));
    assert.equal(blobAt(after, "d.txt"), blobAt(before, "a.txt"));
    assert.notEqual(blobAt(after, "a.txt"), blobAt(before, "a.txt"));
    const texts = await repository.read([blobAt(after, "a.txt"), blobAt(after, "c.txt")]);
    assert.deepEqual([texts.get(blobAt(after, "a.txt")), texts.get(blobAt(after, "c.txt"))], ["new\n", "other: ü\n"]);
  });

  reads("files under status/ are left out, others of that name are not", async ({ repository, commit }) => {
    await commit({ "status/owner.yaml": "x\n", "src/status/a.txt": "a\n", status2: "b\n" });

    assert.deepEqual(pathsOf(await repository.snapshot()), ["src/status/a.txt", "status2"]);
  });

  reads("an earlier commit is looked at as it was", async ({ repository, commit }) => {
    const first = await commit({ "a.txt": "1\n" });
    await commit({ "a.txt": "2\n", "b.txt": "2\n" });

    const then = await repository.snapshot(first);

    assert.equal(then.commit, first);
    assert.deepEqual(pathsOf(then), ["a.txt"]);
    assert.equal((await repository.read([blobAt(then, "a.txt")])).get(blobAt(then, "a.txt")), "1\n");
  });

  reads("a commit that the branch does not hold is refused for good", async ({ repository, commit }) => {
    await commit({ "a.txt": "1\n" });

    const unknown = repository.snapshot("0123456789012345678901234567890123456789");

    await assert.rejects(unknown, isOperational("unknown-commit", "never"));
  });

  reads("what a commit changed is what it added or altered", async ({ repository, commit }) => {
    const first = await commit({ "a.txt": "1\n", "b.txt": "1\n", "c.txt": "1\n" });
    const second = await commit({ "a.txt": "2\n", "b.txt": null, "d/e.txt": "2\n" });

    assert.deepEqual((await repository.changedBy(first)).toSorted(), ["a.txt", "b.txt", "c.txt"]);
    assert.deepEqual((await repository.changedBy(second)).toSorted(), ["a.txt", "d/e.txt"]);
  });
}

/** What every Repository promises to those who record. `make` gives one without commits. */
export function testRecording(name: string, make: () => Promise<RecordingSubject>): void {
  const records = testOf(name, make);

  records("the first record begins the status branch", async ({ repository, commit, readStatus }) => {
    await commit({ "a.txt": "a\n" });
    assert.equal((await repository.snapshot()).statusTip, undefined);

    const recorded = await repository.record(async (tip) => {
      assert.equal(tip.commit, undefined);
      assert.deepEqual([...(await tip.list())], []);
      assert.deepEqual([...(await tip.read(["README.md"]))], []);
      return { message: "first", files: new Map([["README.md", "hello\n"]]) };
    });

    assert.equal(recorded.committed, true);
    assert.equal(await readStatus("README.md"), "hello\n");
    assert.equal((await repository.snapshot()).statusTip, recorded.tip);
  });

  records("a snapshot tells whose the status branch is", async ({ repository, commit, writeStatus }) => {
    await commit({ "a.txt": "a\n" });
    const before = await repository.snapshot();
    await writeStatus({ "status/owner.yaml": "ledger: ours\n" });

    const { statusOwner } = await repository.snapshot();

    assert.deepEqual([before.statusOwner, statusOwner], [undefined, "ledger: ours\n"]);
  });

  records("each record sees what the branch holds, adds to it, replaces and removes", async (subject) => {
    const { repository, commit, readStatus } = subject;
    await commit({ "a.txt": "a\n" });
    const files = { a: "1\n", "status/b c.yaml": "2\n", d: "3\n" };
    const first = await repository.record(async () => ({ message: "first", files: new Map(Object.entries(files)) }));

    const second = await repository.record(async (tip) => {
      assert.equal(tip.commit, first.tip);
      assert.deepEqual([...(await tip.list()).keys()].toSorted(), ["a", "d", "status/b c.yaml"]);
      assert.deepEqual(Object.fromEntries(await tip.read(["a", "missing", "status/b c.yaml"])), {
        a: "1\n",
        "status/b c.yaml": "2\n",
      });
      return {
        message: "second",
        files: new Map<string, string | null>([
          ["a", "new\n"],
          ["d", null],
        ]),
      };
    });

    assert.notEqual(second.tip, first.tip);
    assert.deepEqual(await Promise.all(["a", "status/b c.yaml", "d"].map(readStatus)), ["new\n", "2\n", undefined]);
  });

  records("with nothing to say nothing is written", async ({ repository, commit }) => {
    await commit({ "a.txt": "a\n" });
    assert.deepEqual(await repository.record(async () => undefined), { tip: undefined, committed: false });
    const { tip } = await repository.record(async () => ({ message: "one", files: new Map([["a", "1\n"]]) }));

    assert.deepEqual(await repository.record(async () => undefined), { tip, committed: false });
  });

  records("where another writer was faster, it is composed again on their tip, and both are kept", async (subject) => {
    const { repository, commit, writeStatus, readStatus } = subject;
    await commit({ "a.txt": "a\n" });
    const seen: (string | undefined)[] = [];
    let theirs: string | undefined;

    const recorded = await repository.record(async (tip) => {
      seen.push(tip.commit);
      theirs ??= await writeStatus({ theirs: "x\n" });
      return { message: "ours", files: new Map([["ours", `${seen.length}\n`]]) };
    });

    assert.equal(recorded.committed, true);
    assert.deepEqual(seen, [undefined, theirs]);
    assert.deepEqual([await readStatus("theirs"), await readStatus("ours")], ["x\n", "2\n"]);
  });

  records("what compose throws is thrown, and nothing is written", async ({ repository, commit, readStatus }) => {
    await commit({ "a.txt": "a\n" });

    const failing = repository.record(async () => {
      throw new Error("a bug");
    });

    await assert.rejects(failing, /a bug/);
    assert.equal(await readStatus("README.md"), undefined);
  });
}

/** What every Repository promises of a status branch that people delete or rewrite. `make` gives one without commits. */
export function testLosing(name: string, make: () => Promise<RecordingSubject>): void {
  const loses = testOf(name, make);

  loses("a status branch that was deleted is pushed again, as it was", async (subject) => {
    const { repository, commit, deleteStatus, readStatus } = subject;
    await commit({ "a.txt": "a\n" });
    await repository.record(async () => aChange({ a: "1" }));
    const { tip } = await repository.record(async () => aChange({ a: "2" }));
    await deleteStatus();

    const restored = await repository.record(async (base) => {
      assert.equal(base.commit, tip);
      assert.equal(base.lost, undefined);
      return undefined;
    }, tip);

    assert.deepEqual(restored, { tip, committed: false });
    assert.equal((await repository.snapshot()).statusTip, tip);
    assert.equal(await readStatus("a"), "2");
  });

  loses("a change composed for a deleted status branch goes on top of what is restored", async (subject) => {
    const { repository, commit, deleteStatus, readStatus } = subject;
    await commit({ "a.txt": "a\n" });
    const { tip } = await repository.record(async () => aChange({ a: "1" }));
    await deleteStatus();

    const recorded = await repository.record(async () => aChange({ b: "2" }), tip);

    assert.equal(recorded.committed, true);
    assert.deepEqual([await readStatus("a"), await readStatus("b")], ["1", "2"]);
  });

  loses(
    "where the status branch was rewritten, what it lost is shown, and ours goes on top of theirs",
    async (subject) => {
      const { repository, commit, deleteStatus, writeStatus, readStatus } = subject;
      await commit({ "a.txt": "a\n" });
      const { tip } = await repository.record(async () => aChange({ "status/a": "1", "status/b": "2" }));
      await deleteStatus();
      const theirs = await writeStatus({ "status/b": "other" });

      await repository.record(async (base) => {
        assert.equal(base.commit, theirs);
        assert.ok(typeof base.lost === "object");
        assert.equal(base.lost.commit, tip);
        return { message: "again", files: new Map(await base.lost.read(["status/a"])) };
      }, tip);

      assert.equal(await readStatus("status/a"), "1");
      assert.equal(await readStatus("status/b"), "other");
    },
  );

  loses("nothing is lost where others have only written on top of what was acknowledged", async (subject) => {
    const { repository, commit, writeStatus } = subject;
    await commit({ "a.txt": "a\n" });
    const { tip } = await repository.record(async () => aChange({ a: "1" }));
    const theirs = await writeStatus({ b: "2" });

    const recorded = await repository.record(async (base) => {
      assert.deepEqual([base.commit, base.lost], [theirs, undefined]);
      return undefined;
    }, tip);

    assert.deepEqual(recorded, { tip: theirs, committed: false });
  });

  loses("a tip that nobody holds any more is said to be unreadable", async ({ repository, commit, readStatus }) => {
    await commit({ "a.txt": "a\n" });
    const seen: Tip[] = [];

    await repository.record(async (base) => {
      seen.push(base);
      return aChange({ a: "1" });
    }, "0123456789012345678901234567890123456789");

    assert.deepEqual([seen[0]?.commit, seen[0]?.lost], [undefined, "unreadable"]);
    assert.equal(await readStatus("a"), "1");
  });
}

function aChange(files: { readonly [path: string]: string }): Change {
  return { message: "ours", files: new Map(Object.entries(files)) };
}

/** An OperationalError with this code, for `assert.rejects`. */
export function isOperational(code: string, retry: "later" | "never"): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof OperationalError, String(error));
    assert.deepEqual({ code: error.code, retry: error.retry }, { code, retry });
    return true;
  };
}

function testOf<Made extends Subject>(name: string, make: () => Promise<Made>) {
  return (title: string, body: (subject: Made) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      await using subject = await make();
      await body(subject);
    });
}

interface Listing {
  readonly entries: readonly { readonly path: string; readonly blob: string }[];
}

function pathsOf({ entries }: Listing): readonly string[] {
  return entries.map(({ path }) => path);
}

function blobAt({ entries }: Listing, path: string): string {
  const entry = entries.find((each) => each.path === path);
  assert.ok(entry, `${path} is missing`);
  return entry.blob;
}
