import assert from "node:assert/strict";
import { test } from "node:test";
import type { CatFile } from "../../../src/repository/git/cat-file.ts";
import { createCatFile } from "../../../src/repository/git/cat-file.ts";
import { createTrees } from "../../../src/repository/git/trees.ts";
import { runGit } from "../../fixtures/run-git.ts";
import { createTemporaryRepository } from "../../fixtures/temporary-repository.ts";
import { isOperational } from "../contract.ts";

test("the files of a commit are those that ls-tree lists, in its order", async () => {
  await using place = await repositoryWith({
    "a.txt": "1\n",
    "a/b.txt": "2\n",
    "a/c/d e.txt": "3\n",
    "a-b.txt": "4\n",
    "übung/ß.txt": "5\n",
    "z.txt": "1\n",
  });

  const entries = await place.trees.entries(place.commit);

  const lines = await place.repository.git("ls-tree", "-r", "-z", place.commit);
  assert.deepEqual(entries.map(({ path, blob, mode }) => `${mode} blob ${blob}\t${path}\0`).join(""), lines);
});

test("a tree that a commit did not touch is not read again", async () => {
  await using place = await repositoryWith({ "one/a.txt": "1\n", "two/b.txt": "2\n", "two/deep/c.txt": "3\n" });
  await place.trees.entries(place.commit);
  const next = await place.repository.commit({ "one/a.txt": "changed\n" });
  place.asked.length = 0;

  const entries = await place.trees.entries(next);

  assert.deepEqual(
    entries.map(({ path }) => path),
    ["one/a.txt", "two/b.txt", "two/deep/c.txt"],
  );
  const [root, one] = [await place.idOf(`${next}^{tree}`), await place.idOf(`${next}:one`)];
  assert.deepEqual(place.asked, [`${next}^{tree}`, root, one]);
});

test("two commits are listed at the same time, and neither disturbs the other", async () => {
  await using place = await repositoryWith({ "one/a.txt": "1\n", "two/b.txt": "2\n" });
  const next = await place.repository.commit({ "one/a.txt": "changed\n", "three/c.txt": "3\n" });

  const [before, after] = await Promise.all([place.trees.entries(place.commit), place.trees.entries(next)]);

  assert.deepEqual([before.length, after.length], [2, 3]);
});

test("a commit that is not there is an error for later", async () => {
  await using place = await repositoryWith({ "a.txt": "1\n" });

  await assert.rejects(place.trees.entries("0".repeat(40)), isOperational("git-failed", "later"));
});

test("a few trees that make files without end by using each other many times are refused", async () => {
  await using place = await repositoryWith({ "a.txt": "1\n" });
  let tree = `100644 blob ${await place.idOf("main:a.txt")}`;
  for (let level = 0; level < 8; level++) {
    const items = Array.from({ length: 10 }, (_, index) => `${tree}\tn${index}`).join("\n");
    tree = `040000 tree ${await place.makeTree(items)}`;
  }
  const bomb = await place.repository.git(
    ...BY_NOBODY,
    "commit-tree",
    "-m",
    "a bomb",
    tree.slice("040000 tree ".length),
  );

  await assert.rejects(place.trees.entries(bomb), isOperational("too-many-files", "later"));
});

const BY_NOBODY = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"];

/** A repository with these files, and a Trees on it that says what it asks for. */
async function repositoryWith(files: Readonly<Record<string, string>>) {
  const repository = await createTemporaryRepository();
  const commit = await repository.commit(files);
  const catFile = createCatFile(repository.path, process.env);
  const asked: string[] = [];
  const watched: Pick<CatFile, "read"> = {
    read(names, keptBytes) {
      asked.push(...names);
      return catFile.read(names, keptBytes);
    },
  };
  return {
    repository,
    commit,
    asked,
    trees: createTrees(watched),
    idOf: (name: string) => repository.git("rev-parse", name),
    makeTree: (items: string) => runGit(repository.path, ["mktree"], `${items}\n`),
    async [Symbol.asyncDispose]() {
      catFile.close();
      await repository.close();
    },
  };
}
