import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { ledgerContract } from "../contract.ts";
import { aFate, aRun, cursorTo, openAction, running } from "../run-fixture.ts";
import { ledgerAt, withLedgerPath } from "../temporary-ledger.ts";

ledgerContract("SQLite", (use) => withLedgerPath((path) => use({ connect: () => ledgerAt(path) })));

/** Opens and closes it, so that the file is there; then does something to it as no ledger would. */
async function damaged(path: string, sql: string): Promise<void> {
  const ledger = ledgerAt(path);
  await ledger.open();
  await ledger.accept({ starts: [aRun(1), aRun(2), aRun(3)], cursors: [cursorTo(1)], fates: [aFate("nightly")] });
  await ledger.save([running(aRun(2), 2, openAction({ interim: { text: "x".repeat(5_000) } }))]);
  await ledger.close();
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

test("the ledger and its folder are the user's alone", () =>
  withLedgerPath(async (path) => {
    const ledger = ledgerAt(path);
    await ledger.open();
    await ledger.acknowledge("5b1c");

    const modes = await Promise.all(
      [dirname(path), path, `${path}-wal`].map(async (file) => (await stat(file)).mode & 0o777),
    );

    await ledger.close();
    assert.deepEqual(modes, [0o700, 0o600, 0o600]);
  }));

for (const [what, sql] of [
  ["whose record is no JSON", "UPDATE runs SET record = '{' WHERE position = 2"],
  [
    "whose record is of a later format",
    `UPDATE runs SET record = replace(record, '"formatVersion":1', '"formatVersion":9') WHERE position = 2`,
  ],
  [
    "whose record is that of another",
    "UPDATE runs SET record = (SELECT record FROM runs WHERE position = 1) WHERE position = 2",
  ],
  ["whose progress is no JSON", `UPDATE progress SET progress = x'00' || 'x' WHERE uid LIKE '%2'`],
  [
    "whose progress is of no known phase",
    `UPDATE progress SET progress = '{"phase":"dreaming","revision":1}' WHERE uid LIKE '%2'`,
  ],
  ["without its progress", "DELETE FROM progress WHERE uid LIKE '%2'"],
  ["with a value that belongs nowhere", `UPDATE progress_values SET path = '["actions","gone","x"]'`],
  ["with a value that is no JSON", "UPDATE progress_values SET value = 'x'"],
] as const) {
  test(`a run ${what} is reported, and stays, and holds up no other`, () =>
    withLedgerPath(async (path) => {
      await damaged(path, sql);
      const ledger = ledgerAt(path);

      const first = await ledger.open();
      await ledger.close();
      const { runs, broken } = await ledger.open();
      await ledger.close();

      assert.deepEqual(runs, [aRun(1), aRun(3)]);
      assert.deepEqual(broken, first.broken);
      assert.deepEqual(
        broken.map(({ uid }) => uid),
        [aRun(2).uid],
      );
      assert.match(broken[0]?.message ?? "", /\w+ .+/);
    }));
}

for (const [what, code, spoil] of [
  ["a newer format", "ledger-format", (path: string) => damaged(path, "PRAGMA user_version = 2")],
  ["a database of something else", "ledger-format", (path: string) => damaged(path, "PRAGMA user_version = 0")],
  ["no database", "ledger-broken", (path: string) => writeWhole(path, "#!/bin/sh\n".repeat(100))],
  ["a database with a page of rubbish", "ledger-broken", spoilPages],
  ["a cursor that cannot be read", "ledger-broken", (path: string) => damaged(path, "UPDATE cursors SET cursor = '{'")],
  ["a fate that cannot be read", "ledger-broken", (path: string) => damaged(path, "UPDATE fates SET fate = ''")],
  ["a folder", "ledger-broken", (path: string) => mkdir(path, { recursive: true })],
] as const) {
  test(`a file that is ${what} is refused as ${code}, left alone and closed`, () =>
    withLedgerPath(async (path) => {
      await spoil(path);
      const before = await contentOf(path);
      const ledger = ledgerAt(path);

      for (const _ of ["at first", "and again"]) {
        await assert.rejects(ledger.open(), { name: "OperationalError", code, retry: "never" });
      }

      assert.deepEqual(await contentOf(path), before);
    }));
}

test("format 1 is read for ever", () =>
  withLedgerPath(async (path) => {
    await mkdir(dirname(path));
    await copyFile(join(import.meta.dirname, "../fixtures/format-1.sqlite"), path);
    const ledger = ledgerAt(path);

    const content = await ledger.open();

    await ledger.close();
    const text = await readFile(join(import.meta.dirname, "../fixtures/format-1.json"), "utf8");
    assert.deepEqual(JSON.parse(JSON.stringify(content, mapsAsObjects)), JSON.parse(text));
  }));

test("a state that cannot be written concerns its own caller alone", () =>
  withLedgerPath(async (path) => {
    const ledger = ledgerAt(path);
    await ledger.open();
    await ledger.accept({ starts: [aRun(1), aRun(2)], cursors: [], fates: [] });
    const impossible = openAction({ interim: { count: 1n as unknown as number } });

    const saves = await Promise.allSettled([
      ledger.save([running(aRun(1), 2)]),
      ledger.save([running(aRun(2), 2, impossible)]),
    ]);

    assert.deepEqual(
      saves.map(({ status }) => status),
      ["fulfilled", "rejected"],
    );
    await ledger.close();
  }));

test("a large value that stays the same is not written again", () =>
  withLedgerPath(async (path) => {
    const ledger = ledgerAt(path);
    await ledger.open();
    await ledger.accept({ starts: [aRun(1)], cursors: [], fates: [] });
    const log = { bytes: 64_000, tail: "x".repeat(64_000), outputs: {} };
    await ledger.save([running(aRun(1), 2, openAction({ log }))]);
    const before = (await stat(`${path}-wal`)).size;

    for (let revision = 3; revision < 13; revision++)
      await ledger.save([running(aRun(1), revision, openAction({ log }))]);

    const written = (await stat(`${path}-wal`)).size - before;
    await ledger.close();
    assert.ok(written < 100_000, `ten saves wrote ${written} bytes`);
  }));

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function spoilPages(path: string): Promise<void> {
  await damaged(path, "");
  const content = await readFile(path);
  await writeFile(path, content.fill(0xa5, 100));
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  return (await stat(path)).isFile() ? readFile(path) : undefined;
}

function mapsAsObjects(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}
