import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Armed } from "./armed.ts";
import { atOnce, type Place, strikes } from "./failpoint.ts";

/** node:sqlite whose statements are failpoints, named by what they do to which table. */
export function sqliteFacade(place: Place): { readonly DatabaseSync: typeof DatabaseSync } {
  return {
    DatabaseSync: new Proxy(DatabaseSync, {
      construct: (target, [path, options]) =>
        atOnce(strikes(place, "open"), () => withFailpoints(place, new target(path, options)), broken),
    }),
  };
}

/** A commit is named by the first thing that its transaction writes, which tells what it is for. */
function withFailpoints(place: Place, database: DatabaseSync): DatabaseSync {
  let firstWrite = "nothing";
  const pass = <Result>(name: string, effect: () => Result): Result => atOnce(strikes(place, name), effect, broken);

  const exec = database.exec.bind(database);
  const prepare = database.prepare.bind(database);
  const close = database.close.bind(database);
  database.exec = (sql) => {
    const name = nameOf(sql);
    if (name === "BEGIN") firstWrite = "nothing";
    pass(name === "COMMIT" ? `COMMIT after ${firstWrite}` : name, () => exec(sql));
  };
  database.close = () => pass("close", close);
  database.prepare = (sql) => {
    const name = nameOf(sql);
    const statement = prepare(sql);
    for (const method of ["run", "get", "all", "iterate"] as const) {
      const original = statement[method].bind(statement);
      Object.assign(statement, {
        [method]: (...values: Parameters<StatementSync["run"]>) => {
          if (firstWrite === "nothing" && !name.startsWith("SELECT")) firstWrite = name;
          return pass(name, () => original(...values));
        },
      });
    }
    return statement;
  };
  return database;
}

/** `INSERT runs`, `SELECT meta`, `COMMIT`. */
function nameOf(sql: string): string {
  const verb = /^\s*(\w+)/.exec(sql)?.[1] ?? "";
  const table = /\b(?:FROM|INTO|UPDATE|TABLE)\s+(\w+)/.exec(sql)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

const ERRORS = [
  { errcode: 13, message: "database or disk is full" },
  { errcode: 10, message: "disk I/O error" },
];

function broken({ chance }: Armed): Error {
  const { errcode, message } = ERRORS[chance % ERRORS.length] ?? { errcode: 10, message: "" };
  return Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode, errstr: message });
}
