import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { transaction } from "../../../src/ledger/sqlite/transaction.ts";

test("a transaction that even its rollback failed on leaves nothing, and holds up no later one", () => {
  using database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE words (word TEXT)");
  const exec = database.exec.bind(database);
  const put = (word: string) => () => database.prepare("INSERT INTO words VALUES (?)").run(word);
  database.exec = (sql) => {
    if (sql === "ROLLBACK" || sql === "COMMIT") throw new Error("disk I/O error");
    exec(sql);
  };

  assert.throws(() => transaction(database, put("lost")), /disk I/);
  database.exec = exec;
  transaction(database, put("kept"));

  assert.deepEqual(
    database
      .prepare("SELECT word FROM words")
      .all()
      .map(({ word }) => word),
    ["kept"],
  );
});
