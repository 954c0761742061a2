import type { Clock } from "../base/clock.ts";
import { runName } from "../base/names.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Ledger } from "../ledger/port.ts";
import type { Parser } from "../parser/port.ts";
import { commitsWanted } from "../plan/commits-wanted.ts";
import type { Plan } from "../plan/plan.ts";
import type { OtherCommit, PlanInput } from "../plan/plan-input.ts";
import { keyOfRequest } from "../plan/request-key.ts";
import type { RunSummary } from "../plan/run-summary.ts";
import type { Repository, Snapshot } from "../repository/port.ts";
import type { RunState } from "../run/run-state.ts";
import { isOwnedByAnother } from "../status/owner-file.ts";
import type { Core } from "./core.ts";
import { type Known, knownAfter } from "./known.ts";
import { loadDefinitions, type ParsedFiles } from "./load-definitions.ts";
import { planAroundBugs } from "./plan-around-bugs.ts";

export interface LookParts {
  readonly repository: Repository;
  readonly parser: Parser;
  readonly ledger: Pick<Ledger, "accept" | "read">;
  readonly clock: Clock;
  readonly core: Core;
  readonly isDefinition: (path: string) => boolean;
  /** What to do with definitions that were there before the first look: start them, or only write down that they are there. */
  readonly firstSync: "start" | "observe";
  readonly keyId: string;
  readonly parsed: ParsedFiles;
  /** Where the status branch stands. */
  readonly sawStatus: (tip: string | undefined) => void;
  readonly runs: {
    readonly states: ReadonlyMap<string, RunState>;
    readonly add: (states: readonly RunState[]) => void;
    readonly cancel: (uid: string, by: string, reason: string) => Promise<void>;
  };
}

export interface Looked {
  readonly known: Known;
  readonly plan: Plan;
}

/** One look at the repository: what is there, what follows from it, accepted in one transaction. Undefined: nothing new. */
export async function lookOnce(parts: LookParts, known: Known): Promise<Looked | undefined> {
  const snapshot = await parts.repository.snapshot();
  parts.sawStatus(snapshot.statusTip);
  if (snapshot.commit === known.look?.commit) return undefined;
  if (isOwnedByAnother(snapshot.statusOwner, known.ledgerId)) throw ownedByAnother();
  const loaded = await loadDefinitions({ ...parts, snapshot });
  const first = await firstSyncOf(parts, known, snapshot);
  const plan = planAroundBugs(parts.core.makePlan, {
    ...loaded,
    commit: snapshot.commit,
    entries: snapshot.entries,
    cursors: known.cursors,
    fates: known.fates,
    runs: [...parts.runs.states.values()].map(summaryOf),
    others: await othersOf(parts, commitsWanted(loaded.definitions, known.fates)),
    at: parts.clock.now(),
    ...(first && { first }),
  });
  // Cancels go first: said again after a crash they change nothing, while a fate already saved would lose them.
  for (const { run, by, reason } of plan.cancels) {
    for (const state of parts.runs.states.values())
      if (nameOf(state) === run) await parts.runs.cancel(state.uid, by, reason);
  }
  const starts = plan.starts.map((start) =>
    parts.core.queuedRun(start, { ...snapshot, ledgerId: known.ledgerId, keyId: parts.keyId, at: plan.at }),
  );
  await parts.ledger.accept({ starts, cursors: plan.cursors, fates: plan.fates });
  parts.runs.add(starts);
  return { plan, known: knownAfter(known, plan, new Set(loaded.definitions.requests.map(keyOfRequest))) };
}

/** What is new is for the owner to act on. Whether that is still another one, the recorder finds out and ends us. */
function ownedByAnother(): OperationalError {
  return new OperationalError("owned-by-another", "The status branch names another daemon.", { retry: "later" });
}

async function firstSyncOf(parts: LookParts, known: Known, snapshot: Snapshot): Promise<PlanInput["first"]> {
  if (known.acted) return undefined;
  return { mode: parts.firstSync, newPaths: new Set(await parts.repository.changedBy(snapshot.commit)) };
}

/** What other commits define, for requests that name one. */
async function othersOf(
  parts: LookParts,
  commits: readonly string[],
): Promise<ReadonlyMap<string, OtherCommit | "unreachable">> {
  const others = new Map<string, OtherCommit | "unreachable">();
  for (const commit of commits) {
    try {
      const snapshot = await parts.repository.snapshot(commit);
      others.set(commit, await loadDefinitions({ ...parts, snapshot, parsed: new Map() }));
    } catch (error) {
      if (!(error instanceof OperationalError) || error.code !== "unknown-commit") throw error;
      others.set(commit, "unreachable");
    }
  }
  return others;
}

function nameOf(state: RunState): string {
  return runName(state.pipeline, state.number);
}

function summaryOf(state: RunState): RunSummary {
  const { pipeline, number, phase } = state;
  const cancelledBy = "cancels" in state ? state.cancels.map(({ by }) => by) : [];
  return { run: nameOf(state), pipeline, number, phase, cancelledBy };
}
