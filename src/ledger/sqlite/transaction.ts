import type { DatabaseSync } from "node:sqlite";

/** Does `work` as one transaction: all of it is on disk when this returns, nothing of it is there when it throws. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  rollBack(database); // of an earlier one, where even its own ROLLBACK failed: it would refuse every later BEGIN
  try {
    database.exec("BEGIN IMMEDIATE");
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** SQLite has rolled back by itself after some errors, and a disk that fails may fail here again: the first error counts. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec("ROLLBACK");
  } catch {
    // the log's end is ignored by the next reader all the same
  }
}
