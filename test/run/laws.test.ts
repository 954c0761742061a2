import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { ExecutionPlan } from "../../src/plan/execution-plan.ts";
import { attemptsOf, hasEnded, hasFailed } from "../../src/run/action-of.ts";
import { commandsFor } from "../../src/run/commands-for.ts";
import { isFinished } from "../../src/run/is-finished.ts";
import { nextRunState } from "../../src/run/next-run-state.ts";
import { placesOf } from "../../src/run/place.ts";
import type { ActionState, RunState } from "../../src/run/run-state.ts";
import { wakeAt } from "../../src/run/wake-at.ts";
import { aQueuedRun, aRunOf, type Fact, stateOf } from "./a-run.ts";
import { arbitraryFact, arbitraryPlan } from "./arbitrary-run.ts";
import { type Behaviour, driveToItsEnd } from "./obedient-world.ts";

/** Every step of a random life: the state before, the fact, the state after. */
function eachStep(check: (before: RunState, fact: Fact, after: RunState) => void): void {
  const life = fc.array(arbitraryFact, { minLength: 20, maxLength: 120 });
  fc.assert(
    fc.property(arbitraryPlan, life, (plan, facts) => {
      let state = aRunOf(plan);
      for (const fact of facts) {
        const next = nextRunState(state, fact(state.uid));
        check(state, fact, next);
        state = next;
      }
    }),
    { numRuns: 100 },
  );
}

const anyBehaviours = fc.array(
  fc.constantFrom<Behaviour>(
    "passes",
    "passes",
    "passes",
    "fails",
    "tells",
    "tells and hangs",
    "prints and hangs",
    "stops and hangs",
    "hangs",
    "is lost",
    "never starts",
  ),
  { minLength: 1, maxLength: 12 },
);

/** Every state of random runs that an obedient world drives to their ends, and the last one. */
function eachDrive(
  check: (last: RunState, plan: ExecutionPlan) => void,
  visit: (state: RunState) => void = () => {},
): void {
  fc.assert(
    fc.property(arbitraryPlan, anyBehaviours, fc.integer({ min: 1, max: 3 }), (plan, behaviours, maxActiveActions) => {
      check(driveToItsEnd(aQueuedRun(plan), { behaviours, maxActiveActions, visit }), plan);
    }),
    { numRuns: 150 },
  );
}

describe("whatever happens to a run, in whatever order and at whatever times,", () => {
  test("the same fact again gives the same state object back", () => {
    eachStep((_before, fact, after) => assert.equal(nextRunState(after, fact(after.uid)), after));
  });

  test("its revision grows by one with each change, and a change is never silent", () => {
    eachStep((before, _fact, after) => {
      if (after === before) return;
      assert.equal(after.revision, before.revision + 1);
      assert.notDeepEqual({ ...after, revision: 0 }, { ...before, revision: 0 });
    });
  });

  test("a seal never changes, and attempts only become more", () => {
    eachStep((before, _fact, after) =>
      eachAction(before, after, (earlier, later) => {
        for (const [i, { seal }] of attemptsOf(earlier).entries()) {
          if (seal) assert.deepEqual(attemptsOf(later)[i]?.seal, seal);
        }
        assert.ok(attemptsOf(later).length >= attemptsOf(earlier).length);
      }),
    );
  });

  test("runs, stages and actions only go forward, and stay as they have ended", () => {
    eachStep((before, _fact, after) => {
      assert.ok(rankOf(after) >= rankOf(before));
      eachAction(before, after, (earlier, later) => {
        assert.ok(rankOf(later) >= rankOf(earlier));
        if (hasEnded(earlier)) assert.deepEqual({ ...later, attempts: [] }, { ...earlier, attempts: [] });
      });
      if (before.phase === "queued" || after.phase === "queued") return;
      for (const [name, stage] of Object.entries(before.stages)) {
        if (stage.endedAt !== undefined) assert.equal(after.stages[name], stage);
      }
    });
  });

  test("it ends exactly when its last action has", () => {
    eachStep((_before, _fact, after) => {
      const isOver = placesOf(after.plan).every(({ plan }) => hasEnded(stateOf(after, plan.name)));
      assert.equal(after.phase !== "running", isOver);
    });
  });

  test("an action runs exactly while its last attempt is open", () => {
    eachStep((_before, _fact, after) =>
      eachAction(after, after, (action) => {
        const open = attemptsOf(action).filter(({ seal }) => !seal);
        assert.equal(open.length, action.phase === "running" ? 1 : 0);
      }),
    );
  });

  test("what is to be done, when and how it goes on follow from its content alone, as a ledger gives it back", () => {
    eachStep((before, fact, after) => {
      const again: RunState = JSON.parse(JSON.stringify(before));
      assert.deepEqual(commandsFor(again), commandsFor(before));
      assert.equal(wakeAt(again), wakeAt(before));
      assert.deepEqual(nextRunState(again, fact(again.uid)), after);
    });
  });

  test("time at the instant it wants to be woken changes it, and then it wants no instant that has passed", () => {
    eachStep((_before, _fact, after) => {
      const at = wakeAt(after);
      if (at === undefined) return;
      const next = nextRunState(after, { type: "time", at });
      assert.notEqual(next, after);
      assert.ok((wakeAt(next) ?? Number.POSITIVE_INFINITY) > at);
    });
  });

  test("time before that instant changes nothing", () => {
    eachStep((_before, _fact, after) => {
      const at = wakeAt(after) ?? 1_000_000_000;
      assert.equal(nextRunState(after, { type: "time", at: at - 1 }), after);
    });
  });

  test("no two commands have the same key", () => {
    eachStep((_before, _fact, after) => {
      const keys = commandsFor(after).map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
    });
  });
});

describe("a run that the world obeys", () => {
  test("ends, and nothing of it is left to be done or released", () => {
    eachDrive((last) => {
      assert.ok(rankOf(last) === 2, last.phase);
      assert.ok(isFinished(last));
    });
  });

  test("is never stuck: it always waits for a command, for time, or for a place", () => {
    eachDrive(
      () => {},
      (state) => {
        if (state.phase !== "running") return;
        const waits = Object.values(state.actions).some(
          (action) => action.phase === "waiting" && action.for === "limit",
        );
        assert.ok(waits || commandsFor(state).length > 0 || wakeAt(state) !== undefined);
      },
    );
  });

  test("succeeds exactly where no action has failed that must not and no stage was late", () => {
    eachDrive((last) => {
      assert.ok(last.phase === "succeeded" || last.phase === "failed");
      const hasFailure = placesOf(last.plan).some(({ plan }) => hasFailed(stateOf(last, plan.name), plan));
      const hasBrokenStage =
        last.timedOut === true || Object.values(last.stages).some(({ phase }) => phase === "failed");
      assert.equal(last.phase === "failed", hasFailure || hasBrokenStage);
    });
  });

  test("begins no action before what it needs has ended, nor before the stages it waits for", () => {
    eachDrive((last) => {
      for (const { plan, stage } of placesOf(last.plan)) {
        const action = stateOf(last, plan.name);
        if (!hasEnded(action) || !action.started) continue;
        const before = last.plan.stages.slice(0, stage ? last.plan.stages.indexOf(stage) : undefined);
        const waited = plan.waitsForEarlierStages || !stage ? before.flatMap(({ actions }) => actions) : [];
        for (const name of [...plan.needs.map(({ action }) => action), ...waited.map(({ name }) => name)]) {
          const other = stateOf(last, name);
          assert.ok(hasEnded(other) && other.endedAt <= action.started.at, `${plan.name} before ${name}`);
        }
      }
    });
  });
});

function eachAction(before: RunState, after: RunState, check: (before: ActionState, after: ActionState) => void): void {
  for (const { plan } of placesOf(before.plan)) check(stateOf(before, plan.name), stateOf(after, plan.name));
}

function rankOf({ phase }: { readonly phase: string }): number {
  if (phase === "queued" || phase === "pending") return 0;
  return phase === "running" || phase === "waiting" ? 1 : 2;
}
