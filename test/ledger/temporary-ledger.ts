import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteLedger } from "../../src/ledger/sqlite/sqlite-ledger.ts";

/** A path for a ledger in a folder of its own, which is gone after `use`. */
export async function withLedgerPath(use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pilotage-ledger-"));
  try {
    await use(join(folder, "state", "ledger.sqlite"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The ledger at this path. */
export function ledgerAt(path: string) {
  return createSqliteLedger({ path, random: { fraction: () => 0, hex: (bytes) => "5a".repeat(bytes) } });
}
