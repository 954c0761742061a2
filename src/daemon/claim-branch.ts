import type { Clock } from "../base/clock.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Repository } from "../repository/port.ts";
import { isOwnedByAnother, readOwner, renderOwner } from "../status/owner-file.ts";
import { OWNER_PATH } from "../status/status-paths.ts";
import type { StatusSettings } from "./compose-status.ts";
import type { Known } from "./known.ts";
import { type LeftBehind, leftBehindOn } from "./left-behind.ts";
import type { Log } from "./log.ts";
import { restoreLost } from "./restore-lost.ts";

interface ClaimParts {
  readonly repository: Pick<Repository, "record">;
  readonly ledger: Pick<Ledger, "accept" | "acknowledge">;
  readonly clock: Clock;
  readonly log: Log;
  readonly takeOver: boolean;
  readonly acknowledged: string | undefined;
  readonly status: StatusSettings;
}

/**
 * Writes down whose the status branch is, or throws OperationalError `owned-by-another`. A new ledger takes over what
 * the branch says of cursors and fates, so that nothing starts a second time; runs that an owner before it left
 * unfinished are ended as lost. `tip`: where the branch stands then, acknowledged in the ledger.
 */
export async function claimBranch(
  parts: ClaimParts,
  known: Known,
): Promise<{ readonly known: Known; readonly tip: string | undefined }> {
  let left: LeftBehind | undefined;
  const { tip } = await parts.repository.record(async (found) => {
    const base = await restoreLost(found, parts.status.ownBranch, parts.log);
    const ownerText = (await base.read([OWNER_PATH])).get(OWNER_PATH);
    const before = ownerText === undefined ? undefined : readOwner(ownerText);
    if (before && before.ledger !== known.ledgerId && known.acted) throw lostToAnother();
    if (isOwnedByAnother(ownerText, known.ledgerId) && !parts.takeOver) throw ownedByAnother();
    left = known.acted ? undefined : await leftBehindOn(base, parts.clock.now());
    const owner = renderOwner({ ledger: known.ledgerId, since: parts.clock.now(), ...parts.status }, ownerText, before);
    const files = new Map([...base.restored, ...(left?.lostRuns ?? [])]);
    if (owner !== undefined) files.set(OWNER_PATH, owner);
    return files.size === 0 ? undefined : { message: "pilotage writes the status here", files };
  }, parts.acknowledged);
  if (tip !== undefined && tip !== parts.acknowledged) await parts.ledger.acknowledge(tip);
  return { tip, known: left ? await takenOver(parts, known, left) : known };
}

function ownedByAnother(): OperationalError {
  return new OperationalError("owned-by-another", "The status branch belongs to another daemon.", {
    retry: "never",
    hint: `${OWNER_PATH} there names it. If its state is lost for good, --take-over makes the branch this daemon's.`,
  });
}

/**
 * What this ledger says of cursors and runs is older than what the owner after it has done: with it, things would start
 * again that have run, under numbers that are taken.
 */
function lostToAnother(): OperationalError {
  return new OperationalError("owned-by-another", "The status branch was taken over from this daemon's ledger.", {
    retry: "never",
    hint: `${OWNER_PATH} there names the daemon that has it. To take it back, start with a new --state and --take-over.`,
  });
}

/** In the ledger first: the next start knows the branch as its own. */
async function takenOver({ ledger }: ClaimParts, known: Known, { cursors, fates }: LeftBehind): Promise<Known> {
  if (cursors.size === 0 && fates.size === 0) return known;
  const moves = Array.from(cursors, ([pipeline, to]) => ({ pipeline, to }));
  await ledger.accept({ starts: [], cursors: moves, fates: [...fates.values()] });
  return { ...known, acted: true, cursors, fates };
}
