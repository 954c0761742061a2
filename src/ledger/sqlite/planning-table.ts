import type { DatabaseSync } from "node:sqlite";
import { canonicalJson } from "../../base/digest.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { Cursor, CursorMove, RequestFate } from "../../plan/plan.ts";
import { requestKey } from "../../plan/request-key.ts";
import type { LedgerContent } from "../port.ts";

/** What was acted on: cursors, fates, and the ledger's own facts. Nothing here begins or ends a transaction. */
export interface PlanningTable {
  /** `newId` names the ledger where it has no id yet. */
  load(newId: string): Omit<LedgerContent, "runs" | "broken">;
  /** Throws OperationalError `cursor-moved` where the cursor is not at `from`. */
  moveCursor(move: CursorMove): void;
  putFate(fate: RequestFate): void;
  markUsed(): void;
  acknowledge(tip: string): void;
}

/** The tables of planning in an open database. */
export function createPlanningTable(database: DatabaseSync): PlanningTable {
  const getMeta = database.prepare("SELECT value FROM meta WHERE key = ?");
  const putMeta = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  const getCursor = database.prepare("SELECT cursor FROM cursors WHERE pipeline = ?");
  const putCursor = database.prepare("INSERT OR REPLACE INTO cursors (pipeline, cursor) VALUES (?, ?)");
  const putFate = database.prepare("INSERT OR REPLACE INTO fates (request, fate) VALUES (?, ?)");

  function meta(key: "id" | "used" | "tip"): string | undefined {
    const value = getMeta.get(key)?.value;
    return value === undefined ? undefined : String(value);
  }

  function load(newId: string): ReturnType<PlanningTable["load"]> {
    if (meta("id") === undefined) putMeta.run("id", newId);
    return {
      id: meta("id") ?? newId,
      used: meta("used") !== undefined,
      acknowledgedTip: meta("tip"),
      cursors: readTable<Cursor>(database, "SELECT pipeline AS key, cursor AS value FROM cursors"),
      fates: readTable<RequestFate>(database, "SELECT request AS key, fate AS value FROM fates"),
    };
  }

  function moveCursor({ pipeline, from, to }: CursorMove): void {
    const stored = getCursor.get(pipeline)?.cursor;
    if (stored !== (from && cursorText(from))) {
      throw new OperationalError("cursor-moved", `the cursor of ${pipeline} is not where the plan saw it`, {
        retry: "later",
        hint: "look at the repository again",
      });
    }
    putCursor.run(pipeline, cursorText(to));
  }

  return {
    load,
    moveCursor,
    putFate: (fate) => void putFate.run(requestKey(fate), JSON.stringify(fate)),
    markUsed: () => void putMeta.run("used", "yes"),
    acknowledge: (tip) => void putMeta.run("tip", tip),
  };
}

/** Canonical, so that equal cursors are equal texts. */
function cursorText({ generation, definitionDigest, pathsDigest, lastNumber }: Cursor): string {
  return canonicalJson({ generation, definitionDigest, pathsDigest, lastNumber });
}

function readTable<Value>(database: DatabaseSync, query: string): ReadonlyMap<string, Value> {
  const table = new Map<string, Value>();
  for (const { key, value } of database.prepare(query).iterate()) {
    table.set(String(key), parseOwn<Value>(String(key), String(value)));
  }
  return table;
}

/** What this program wrote. Without one of these a thing could start twice, so that none can be left out. */
function parseOwn<Value>(key: string, text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw new OperationalError("ledger-broken", `what the ledger says of ${key} cannot be read`, {
      retry: "never",
      cause,
    });
  }
}
