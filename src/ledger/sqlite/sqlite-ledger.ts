import type { Random } from "../../base/random.ts";
import type { RunState } from "../../run/run-state.ts";
import type { Acceptance, Ledger, LedgerContent } from "../port.ts";
import { groupCommit } from "./group-commit.ts";
import { ledgerError } from "./ledger-error.ts";
import { openDatabase } from "./open-database.ts";
import { createPlanningTable } from "./planning-table.ts";
import { createRunTable, type EncodedProgress } from "./run-table.ts";
import { transaction } from "./transaction.ts";

/** A ledger in the SQLite file `path`, which this process alone may have open. The file is made at the first `open`. */
export function createSqliteLedger({ path, random }: { readonly path: string; readonly random: Random }): Ledger {
  let session: Session | undefined;

  function opened(): Session {
    if (!session) throw new Error("the ledger is not open");
    return session;
  }

  /** Every method's border: what throws rejects, and the database's errors become ours. */
  async function guarded<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw ledgerError(error, path);
    }
  }

  return {
    open: () =>
      guarded(() => {
        if (session) throw new Error("the ledger is open already");
        const opening = openSession(path);
        const content = opening.load(random.hex(16));
        session = opening;
        return content;
      }),
    read: () => guarded(() => opened().read()),
    accept: (acceptance) => guarded(() => opened().accept(acceptance)),
    save: (states) => guarded(() => opened().save(states)),
    acknowledge: (tip) => guarded(() => opened().acknowledge(tip)),
    forget: (uids) => guarded(() => opened().forget(uids)),
    close: () =>
      guarded(() => {
        session?.close();
        session = undefined;
      }),
  };
}

/** What can be done with an open database; it throws the database's own errors. */
interface Session {
  /** Closes the database where it throws. */
  load(newId: string): LedgerContent;
  read(): LedgerContent;
  accept(acceptance: Acceptance): void;
  save(states: readonly RunState[]): Promise<void>;
  acknowledge(tip: string): void;
  forget(uids: readonly string[]): void;
  close(): void;
}

function openSession(path: string): Session {
  const database = openDatabase(path);
  const planning = createPlanningTable(database);
  const runs = createRunTable(database);
  const saves = groupCommit<EncodedProgress>((batch) => commit(() => batch.forEach(runs.update)));

  function commit<Result>(work: () => Result): Result {
    try {
      return transaction(database, work);
    } catch (error) {
      runs.rolledBack();
      throw error;
    }
  }

  const content = (newId: string) => commit(() => ({ ...planning.load(newId), ...runs.load() }));

  return {
    read: () => content(""), // it has its id
    load(newId) {
      try {
        return content(newId);
      } catch (error) {
        database.close();
        throw error;
      }
    },
    accept: ({ starts, cursors, fates }) =>
      commit(() => {
        cursors.forEach(planning.moveCursor);
        starts.forEach(runs.insert);
        fates.forEach(planning.putFate);
        planning.markUsed();
      }),
    async save(states) {
      for (const { uid } of states) if (!runs.has(uid)) throw new Error(`the ledger holds no run ${uid}`);
      await saves.add(states.map(runs.encode));
    },
    acknowledge: (tip) => commit(() => planning.acknowledge(tip)),
    forget: (uids) => commit(() => uids.forEach(runs.remove)),
    close() {
      saves.flush();
      database.close();
    },
  };
}
