import type { Clock } from "../../base/clock.ts";
import { OperationalError } from "../../base/operational-error.ts";
import type { Random } from "../../base/random.ts";
import type { Change, Compose, Recorded, Tip } from "../port.ts";
import type { Draft } from "./fast-import.ts";
import type { Objects } from "./objects.ts";
import type { Store } from "./store.ts";
import { type TipObjects, tipAt } from "./tip.ts";

export interface Publication {
  readonly branch: string;
  /** `Name <address>`. */
  readonly author: string;
  /** Begin the branch where it is missing; else that is OperationalError `branch-missing`. */
  readonly mayBegin: boolean;
  /** The tip that the remote acknowledged last: pushed again where the branch was deleted, shown to `compose` where it was rewritten. */
  readonly acknowledged?: string | undefined;
  readonly compose: Compose;
  /** What is thrown where the remote refuses twice although the branch did not move. */
  readonly blocked: { readonly code: string; readonly message: string; readonly hint: string };
}

/** What publishing asks of a Store, so that the simulation can do without Git. */
export interface PublishStore extends Pick<Store, "look" | "push" | "commit"> {
  readonly objects: TipObjects & Pick<Objects, "commitOf" | "holds">;
}

export interface PublishPorts {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Composes on the tip of a branch and pushes, always as a plain fast-forward, until the remote has it. Another writer who
 * was faster means: fetch, compose again, push again. Whether a push that was not answered arrived is seen at the next tip.
 */
export async function publish(store: PublishStore, publication: Publication, ports: PublishPorts): Promise<Recorded> {
  const { branch, author, acknowledged, compose } = publication;
  let last: Attempt | undefined;
  let unmoved = 0;

  for (let round = 0; round < MOST_ROUNDS; round++) {
    // Unmoved may also mean that another writer's push holds the branch and is about to end. Where it moved, whoever
    // waits for longer than the others only comes later.
    if (last !== undefined) await pause(unmoved === 0 ? 50 : 1_000, ports);
    const tip = (await store.look()).get(branch);
    if (tip === undefined && !publication.mayBegin) throw branchMissing(branch);
    if (last !== undefined) {
      if (tip !== undefined && (await store.objects.holds(tip, last.commit)))
        return { tip: last.commit, committed: true };
      if (last.answer.type === "silent") throw unanswered(last.answer.complaint);
      unmoved = tip === last.on ? unmoved + 1 : 0;
      if (unmoved === 2) throw isBlocked(publication.blocked, last.answer.complaint);
    }
    const base = await baseOf(store.objects, tip, acknowledged);
    const change = await compose(base);
    if (change === undefined && base.commit === tip) return { tip, committed: false };
    const commit = change === undefined ? base.commit : await store.commit(draftOf(base, change, author, ports.clock));
    if (commit === undefined) throw new Error("There is neither a change nor a commit to restore.");
    const answer = await store.push(commit, branch);
    if (answer.type === "acknowledged") return { tip: commit, committed: change !== undefined };
    last = { commit, on: tip, answer };
  }
  throw new OperationalError("remote-contended", `Other writers were faster ${MOST_ROUNDS} times.`, { retry: "later" });
}

interface Attempt {
  readonly commit: string;
  /** The tip that it was refused on. */
  readonly on: string | undefined;
  readonly answer: { readonly type: "refused" | "silent"; readonly complaint: string };
}

/** Each of them was another writer's success. */
const MOST_ROUNDS = 100;

/** What to compose on, and what of the acknowledged tip it no longer holds. */
async function baseOf(
  objects: PublishStore["objects"],
  tip: string | undefined,
  acknowledged: string | undefined,
): Promise<Tip> {
  if (acknowledged === undefined || (tip !== undefined && (await objects.holds(tip, acknowledged)))) {
    return tipAt(objects, tip);
  }
  if ((await objects.commitOf(acknowledged)) === undefined) return { ...tipAt(objects, tip), lost: "unreadable" };
  if (tip === undefined) return tipAt(objects, acknowledged); // what follows brings it back
  return { ...tipAt(objects, tip), lost: tipAt(objects, acknowledged) };
}

function draftOf(base: Tip, change: Change, author: string, clock: Clock): Draft {
  return { ...change, parent: base.commit, author, atSeconds: Math.floor(clock.now() / 1_000) };
}

/** At most this long; how long is chance, so that writers who collided do not collide again. */
function pause(mostMs: number, { clock, random }: PublishPorts): Promise<void> {
  return new Promise((wake) => clock.at(clock.now() + Math.ceil(random.fraction() * mostMs), wake));
}

function unanswered(complaint: string): OperationalError {
  return new OperationalError("remote-timeout", complaint, { retry: "later" });
}

function isBlocked({ code, message, hint }: Publication["blocked"], complaint: string): OperationalError {
  return new OperationalError(code, message, { retry: "later", hint, cause: new Error(complaint) });
}

/** The remote has no such branch (yet). */
export function branchMissing(branch: string): OperationalError {
  return new OperationalError("branch-missing", `The remote has no branch ${branch}.`, {
    retry: "later",
    hint: "Push a first commit to it, or name another one with --branch.",
  });
}
