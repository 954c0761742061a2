import assert from "node:assert/strict";
import { test } from "node:test";
import { OperationalError } from "../../../src/base/operational-error.ts";
import { ledgerError } from "../../../src/ledger/sqlite/ledger-error.ts";

for (const [what, errcode, code, retry] of [
  ["a locked database", 5, "ledger-in-use", "never"],
  ["a full disk", 13, "ledger-broken", "later"],
  ["a failed read", 266, "ledger-broken", "never"],
  ["a failed fsync", 1034, "ledger-broken", "never"],
  ["a damaged page", 11, "ledger-broken", "never"],
  ["a file that may not be opened", 14, "ledger-broken", "never"],
] as const) {
  test(`${what} is ${code}, to be tried again ${retry}`, () => {
    const cause = Object.assign(new Error("as SQLite says it"), { code: "ERR_SQLITE_ERROR", errcode });

    const error = ledgerError(cause, "/state/ledger.sqlite");

    assert.ok(error instanceof OperationalError);
    assert.deepEqual([error.code, error.retry, error.cause], [code, retry, cause]);
  });
}

for (const [what, errcode] of [
  ["an error in our own SQL", 1],
  ["a broken constraint", 1299],
  ["a misuse of the library", 21],
] as const) {
  test(`${what} stays what it is: a bug`, () => {
    const bug = Object.assign(new Error("as SQLite says it"), { code: "ERR_SQLITE_ERROR", errcode });

    assert.equal(ledgerError(bug, "/state/ledger.sqlite"), bug);
  });
}

test("a folder that may not be made is ledger-broken", () => {
  const cause = Object.assign(new Error("EACCES: permission denied, mkdir"), { code: "EACCES", syscall: "mkdir" });

  assert.partialDeepStrictEqual(
    { ...(ledgerError(cause, "/state/ledger.sqlite") as object) },
    { code: "ledger-broken" },
  );
});
