import { writeSync } from "node:fs";
import { aRun, openAction, running } from "../run-fixture.ts";
import { ledgerAt } from "../temporary-ledger.ts";

/**
 * Saves ten runs over and over and says which revisions were acknowledged, until it is killed or a save fails; then it
 * says why. One value is large enough to stand aside.
 */
const ledger = ledgerAt(process.argv[2] ?? "");
await ledger.open();
const runs = Array.from({ length: 10 }, (_, index) => aRun(index + 1));
await ledger.accept({ starts: runs, cursors: [], fates: [] });
await Promise.all(runs.map((run) => saveOn(run)));

async function saveOn(run: ReturnType<typeof aRun>): Promise<void> {
  for (let revision = 2; ; revision++) {
    const text = run.number === 1 ? String(revision).padEnd(6_000, ".") : String(revision);
    try {
      await ledger.save([running(run, revision, openAction({ interim: { text } }))]);
    } catch (error) {
      writeSync(1, `${JSON.stringify({ error: { ...(error as object) } })}\n`);
      process.exit(0);
    }
    writeSync(1, `${JSON.stringify({ uid: run.uid, revision })}\n`);
  }
}
