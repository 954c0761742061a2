import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OperationalError } from "../../base/operational-error.ts";
import { refuseNetworkFileSystem } from "./network-file-system.ts";
import { transaction } from "./transaction.ts";

/** Of the tables and of the JSON in them. A daemon reads its own format and the one before. */
const FORMAT = 1;

/** How long another opener is waited for: a daemon that is just ending. */
const BUSY_TIMEOUT_MS = 500;

/**
 * `progress` is apart from `runs`, because a row is rewritten as a whole and a frozen plan is large;
 * `progress_values` holds what is large in a progress and seldom changes.
 */
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE cursors (pipeline TEXT PRIMARY KEY, cursor TEXT NOT NULL) STRICT;
  CREATE TABLE fates (request TEXT PRIMARY KEY, fate TEXT NOT NULL) STRICT;
  CREATE TABLE runs (position INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE progress (uid TEXT PRIMARY KEY, revision INTEGER NOT NULL, progress TEXT NOT NULL) STRICT;
  CREATE TABLE progress_values (uid TEXT, path TEXT, value TEXT NOT NULL, PRIMARY KEY (uid, path)) STRICT;
  PRAGMA user_version = ${FORMAT};
`;

/** Opens the file for this process alone, made with its folder where it is not there; every commit is on disk. */
export function openDatabase(path: string): DatabaseSync {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseNetworkFileSystem(folder);
  closeSync(openSync(path, "a", 0o600)); // SQLite would make it readable by all; its -wal file takes the same mode
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // EXCLUSIVE before WAL: then the index of the log is in our memory, and the lock is held from the first read on.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    transaction(database, () => bringToFormat(database, path));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function bringToFormat(database: DatabaseSync, path: string): void {
  const format = database.prepare("PRAGMA user_version").get()?.user_version;
  if (format === FORMAT) return;
  const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.count;
  if (format === 0 && tables === 0) {
    keepNameOf(dirname(path));
    database.exec(TABLES);
    return;
  }
  throw new OperationalError("ledger-format", `${path} has format ${format}; this version reads format ${FORMAT}`, {
    retry: "never",
    hint:
      format === 0
        ? "it is no ledger: name another folder with --state"
        : "use the version that wrote it, or a newer one",
  });
}

/**
 * The folder, and those above it, may be as new as the ledger, and are found after a power cut only once what they stand
 * in is on disk too. SQLite sees to the folder's own content.
 */
function keepNameOf(folder: string): void {
  const above = dirname(folder);
  if (above === folder) return;
  syncFolder(above);
  keepNameOf(above);
}

/** One that we may not read holds nothing that we have made; not every file system syncs folders. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EACCES" && code !== "EINVAL") throw error;
  }
}
