import { admit } from "../../src/run/admit.ts";
import type { Command } from "../../src/run/command.ts";
import { commandsFor } from "../../src/run/commands-for.ts";
import { nextRunState } from "../../src/run/next-run-state.ts";
import type { CallbackEvent, Observation, RunEvent } from "../../src/run/run-event.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { wakeAt } from "../../src/run/wake-at.ts";

/** What a program does with its time: it exits, it calls and exits, it only calls, it hangs, or never gets started. */
export type Behaviour =
  | "passes"
  | "fails"
  | "tells"
  | "tells and hangs"
  | "prints and hangs"
  | "stops and hangs"
  | "hangs"
  | "is lost"
  | "never starts";

interface Program {
  readonly behaviour: Behaviour;
  is: "absent" | "running" | "ended";
}

const MOST_STEPS = 2_000;

/**
 * Carries out whatever a run wants, and lets time pass only where nothing is to be done. `visit` sees every state.
 * Answers the last state: the one in which neither facts nor time have anything left to say.
 */
export function driveToItsEnd(
  start: RunState,
  {
    behaviours,
    maxActiveActions,
    visit,
  }: {
    readonly behaviours: readonly Behaviour[];
    readonly maxActiveActions: number;
    readonly visit: (state: RunState) => void;
  },
): RunState {
  const programs = new Map<string, Program>();
  let state = start;
  let now = 0;

  const post = (event: RunEvent) => {
    state = nextRunState(state, event);
    visit(state);
  };

  for (let step = 0; step < MOST_STEPS; step++) {
    const [admission] = admit([state], { maxActiveActions });
    const [command] = commandsFor(state);
    const wake = wakeAt(state);
    if (admission) post({ ...admission.event, at: now });
    else if (command) for (const event of carryOut(command)) post(event);
    else if (wake === undefined) return state;
    else {
      now = Math.max(now, wake);
      post({ type: "time", at: now });
    }
    now += 1;
  }
  throw new Error("it goes on for ever");

  function carryOut(command: Command): readonly RunEvent[] {
    const { attempt } = command;
    const key = `${attempt.action}/${attempt.attempt}`;
    const program = programs.get(key) ?? {
      behaviour: behaviours[programs.size % behaviours.length] ?? "passes",
      is: "absent",
    };
    programs.set(key, program);
    const seen = (observation: Observation): RunEvent => ({ type: "observed", attempt, observation, at: now });
    const output = program.behaviour === "prints and hangs" ? {} : { output: { passed: 1 } };
    const told = (event: CallbackEvent): RunEvent => ({
      type: "called",
      attempt,
      event,
      body: event === "TASK_RESULT" ? { status: true, ...output } : {},
      problems: [],
      at: now,
    });
    switch (command.type) {
      case "start":
        if (program.behaviour === "never starts") {
          program.is = "ended";
          return [seen({ is: "ended", cause: "unschedulable" })];
        }
        program.is = "running";
        return [seen({ is: "running", startedAt: now }), ...live(program, seen, told)];
      case "observe":
        return [seen(program.is === "ended" ? { is: "gone" } : { is: program.is })];
      case "stop": {
        const hadStarted = program.is === "running";
        program.is = "ended";
        return [seen(hadStarted ? { is: "ended", signal: "SIGTERM", endedAt: now } : { is: "gone" })];
      }
      case "readLog":
        return [
          { type: "logRead", attempt, log: { outputs: { passed: "1" }, problems: [], bytes: 0, tail: "" }, at: now },
        ];
      case "release":
        return [{ type: "released", attempt, at: now }];
    }
  }

  function live(
    program: Program,
    seen: (observation: Observation) => RunEvent,
    told: (event: CallbackEvent) => RunEvent,
  ): readonly RunEvent[] {
    const ends = (observation: Omit<Observation, "is">): RunEvent => {
      program.is = "ended";
      return seen({ is: "ended", ...observation });
    };
    switch (program.behaviour) {
      case "passes":
        return [ends({ exitCode: 0 })];
      case "fails":
        return [ends({ exitCode: 1 })];
      case "is lost":
        return [ends({ cause: "lost" })];
      case "tells":
        return [told("TASK_RESULT"), told("COMPONENT_STOP")];
      case "tells and hangs":
      case "prints and hangs":
        return [told("COMPONENT_START"), told("TASK_RESULT")];
      case "stops and hangs":
        return [told("COMPONENT_STOP")];
      case "hangs":
      case "never starts":
        return [];
    }
  }
}
