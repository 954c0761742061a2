import { OperationalError } from "../../base/operational-error.ts";

/** Primary result codes of SQLite (sqlite.org/rescode.html); the low byte of an extended one. */
const BUSY = 5;
const LOCKED = 6;
const FULL = 13;
/** PERM, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOLFS, NOTADB. The rest are mistakes in our own SQL. */
const BROKEN: ReadonlySet<number> = new Set([3, 7, 8, 10, 11, 14, 15, 22, 26]);

/** The database's and the disk's errors in our words: `ledger-in-use` or `ledger-broken`; others are bugs and stay as they are. */
export function ledgerError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !isRefusal(error)) return error;
  switch (resultCode(error)) {
    case BUSY:
    case LOCKED:
      return new OperationalError("ledger-in-use", `another process has the ledger ${path} open`, {
        retry: "never",
        cause: error,
        hint: "one daemon for each state directory: end the other one, or name another folder with --state",
      });
    case FULL:
      return new OperationalError("ledger-broken", `no space left for the ledger ${path}`, {
        retry: "later",
        cause: error,
        hint: "free space on its disk; nothing that was acknowledged is lost",
      });
    default:
      return new OperationalError("ledger-broken", `the ledger ${path} cannot be read or written: ${error.message}`, {
        retry: "never",
        cause: error,
        hint: "check its disk and permissions",
      });
  }
}

function isRefusal(error: Error): boolean {
  const code = resultCode(error);
  return code === undefined ? "syscall" in error : [BUSY, LOCKED, FULL].includes(code) || BROKEN.has(code);
}

function resultCode(error: Error): number | undefined {
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
