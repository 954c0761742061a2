import type { Clock } from "../base/clock.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Repository } from "../repository/port.ts";
import { readOwner, renderOwner } from "../status/owner-file.ts";
import { OWNER_PATH } from "../status/status-paths.ts";
import type { StatusSettings } from "./compose-status.ts";
import type { Known } from "./known.ts";
import { type LeftBehind, leftBehindOn } from "./left-behind.ts";

interface ClaimParts {
  readonly repository: Repository;
  readonly ledger: Pick<Ledger, "accept">;
  readonly clock: Clock;
  readonly takeOver: boolean;
  readonly acknowledged: string | undefined;
  readonly status: StatusSettings;
}

/**
 * Writes down whose the status branch is, or throws OperationalError `owned-by-another`. A new ledger takes over what
 * the branch says of cursors and fates, so that nothing starts a second time; runs that an owner before it left
 * unfinished are ended as lost.
 */
export async function claimBranch(parts: ClaimParts, known: Known): Promise<Known> {
  let left: LeftBehind | undefined;
  await parts.repository.record(async (tip) => {
    const ownerText = (await tip.read([OWNER_PATH])).get(OWNER_PATH);
    refuseAnother(ownerText, known.ledgerId, parts.takeOver);
    left = known.acted ? undefined : await leftBehindOn(tip, parts.clock.now());
    const owner = renderOwner({ ledger: known.ledgerId, since: parts.clock.now(), ...parts.status }, ownerText);
    if (owner === undefined && !left?.lostRuns.size) return undefined;
    const files = new Map([...(left?.lostRuns ?? []), ...(owner === undefined ? [] : [[OWNER_PATH, owner] as const])]);
    return { message: "pilotage writes the status here", files };
  }, parts.acknowledged);
  return left ? takenOver(parts, known, left) : known;
}

function refuseAnother(ownerText: string | undefined, ledgerId: string, takeOver: boolean): void {
  const owner = ownerText === undefined ? undefined : readOwner(ownerText);
  if (ownerText === undefined || owner?.ledger === ledgerId || takeOver) return;
  throw new OperationalError("owned-by-another", "The status branch belongs to another daemon.", {
    retry: "never",
    hint: `${OWNER_PATH} there names it. If its state is lost for good, --take-over makes the branch this daemon's.`,
  });
}

/** In the ledger first: the next start knows the branch as its own. */
async function takenOver({ ledger }: ClaimParts, known: Known, { cursors, fates }: LeftBehind): Promise<Known> {
  if (cursors.size === 0 && fates.size === 0) return known;
  const moves = Array.from(cursors, ([pipeline, to]) => ({ pipeline, to }));
  await ledger.accept({ starts: [], cursors: moves, fates: [...fates.values()] });
  return { ...known, acted: true, cursors, fates };
}
