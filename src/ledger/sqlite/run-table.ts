import type { DatabaseSync } from "node:sqlite";
import type { RunState } from "../../run/run-state.ts";
import type { BrokenRun } from "../port.ts";
import { joinRun, splitRun } from "./run-row.ts";
import { setValuesAside, type ValuesAside } from "./values-aside.ts";

/** Runs in their tables. Nothing here begins or ends a transaction. */
export interface RunTable {
  /** Every run that can be read, in the order of acceptance, and the others. */
  load(): { readonly runs: readonly RunState[]; readonly broken: readonly BrokenRun[] };
  has(uid: string): boolean;
  /** A run that is there already stays as it is. */
  insert(state: RunState): void;
  /** What `update` writes. Apart from it, so that a state that cannot be written concerns its own caller alone. */
  encode(state: RunState): EncodedProgress;
  /** A revision that is not newer than the one there is ignored. */
  update(encoded: EncodedProgress): void;
  remove(uid: string): void;
  /** To be called when a transaction with any of the above came to nothing. */
  rolledBack(): void;
}

export interface EncodedProgress {
  readonly uid: string;
  readonly revision: number;
  readonly text: string;
  readonly values: ValuesAside;
}

/** The tables of runs in an open database. */
export function createRunTable(database: DatabaseSync): RunTable {
  /** The values that stand aside for a run, where that is known: only what differs from them is written. */
  const aside = new Map<string, ValuesAside>();
  const small = new WeakSet<object>();
  const findRun = database.prepare("SELECT 1 FROM runs WHERE uid = ?");
  const insertRun = database.prepare("INSERT INTO runs (uid, record) VALUES (?, ?)");
  const insertProgress = database.prepare("INSERT INTO progress (uid, revision, progress) VALUES (?, -1, '')");
  const updateProgress = database.prepare(
    "UPDATE progress SET revision = ?2, progress = ?3 WHERE uid = ?1 AND revision < ?2",
  );
  const putValue = database.prepare("INSERT OR REPLACE INTO progress_values (uid, path, value) VALUES (?, ?, ?)");
  const dropValue = database.prepare("DELETE FROM progress_values WHERE uid = ? AND path = ?");
  const dropValues = database.prepare("DELETE FROM progress_values WHERE uid = ?");
  const removeRun = database.prepare("DELETE FROM runs WHERE uid = ?");
  const removeProgress = database.prepare("DELETE FROM progress WHERE uid = ?");

  function has(uid: string): boolean {
    return findRun.get(uid) !== undefined;
  }

  function insert(state: RunState): void {
    if (has(state.uid)) return;
    insertRun.run(state.uid, JSON.stringify(splitRun(state).record));
    insertProgress.run(state.uid);
    update(encode(state));
  }

  function encode(state: RunState): EncodedProgress {
    const { uid, revision } = state;
    return { uid, revision, ...setValuesAside(splitRun(state).progress, aside.get(uid), small) };
  }

  function update({ uid, revision, text, values }: EncodedProgress): void {
    if (updateProgress.run(uid, revision, text).changes === 0) return;
    const before = aside.get(uid);
    if (!before) dropValues.run(uid);
    for (const [path, value] of values) {
      if (before?.get(path) !== value) putValue.run(uid, path, JSON.stringify(value));
    }
    for (const path of before?.keys() ?? []) {
      if (!values.has(path)) dropValue.run(uid, path);
    }
    aside.set(uid, values);
  }

  function remove(uid: string): void {
    for (const statement of [removeRun, removeProgress, dropValues]) statement.run(uid);
    aside.delete(uid);
  }

  return { load: () => loadRuns(database), has, insert, encode, update, remove, rolledBack: () => aside.clear() };
}

function loadRuns(database: DatabaseSync): ReturnType<RunTable["load"]> {
  const values = valuesByRun(database);
  const rows = database.prepare(
    "SELECT uid, record, progress FROM runs LEFT JOIN progress USING (uid) ORDER BY position",
  );
  const runs: RunState[] = [];
  const broken: BrokenRun[] = [];
  for (const { uid, record, progress } of rows.iterate()) {
    const row = { uid: String(uid), record: String(record), progress: String(progress) };
    try {
      runs.push(joinRun({ ...row, values: values.get(row.uid) ?? new Map() }));
    } catch (error) {
      broken.push({ uid: row.uid, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { runs, broken };
}

function valuesByRun(database: DatabaseSync): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const byRun = new Map<string, Map<string, string>>();
  for (const { uid, path, value } of database.prepare("SELECT uid, path, value FROM progress_values").iterate()) {
    const values = byRun.get(String(uid)) ?? new Map<string, string>();
    byRun.set(String(uid), values.set(String(path), String(value)));
  }
  return byRun;
}
