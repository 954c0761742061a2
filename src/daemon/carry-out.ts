import type { Clock } from "../base/clock.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Random } from "../base/random.ts";
import { assignmentFor } from "../contract/assignment-for.ts";
import type { Sign } from "../contract/capability.ts";
import { createLogReader } from "../contract/log-reader.ts";
import type { Repository } from "../repository/port.ts";
import type { Command } from "../run/command.ts";
import type { AttemptKey, LogReading, RunEvent } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import type { Runtime } from "../runtime/port.ts";
import { backoffMs } from "./backoff.ts";
import type { Log } from "./log.ts";
import type { Masks } from "./masks.ts";

/** Carries out the commands of saved states, one of a key at a time, and posts what came of them as facts. */
export interface CarryOut {
  /** Does what the state wants done and is not under way. */
  follow(state: RunState): void;
  /** Something outside says that this attempt may have changed. */
  lookAt(attempt: AttemptKey): void;
}

interface CarryOutParts {
  readonly commandsFor: (state: RunState) => readonly Command[];
  readonly runtime: Runtime;
  readonly archive: Repository["archive"];
  readonly masks: Masks;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly callbacks: { readonly baseUrl: string; readonly sign: Sign };
  readonly stateOf: (uid: string) => RunState | undefined;
  readonly post: (uid: string, event: RunEvent) => Promise<void>;
}

/** A log that was refused so often, over some minutes, will never be read. */
const LOG_READINGS = 9;

export function createCarryOut(parts: CarryOutParts): CarryOut {
  /** Commands under way, by key; `again`: the world moved meanwhile, so that a look already begun may be too old. */
  const underWay = new Map<string, { again: boolean }>();

  function follow(state: RunState): void {
    for (const command of parts.commandsFor(state)) if (!underWay.has(command.key)) void attend(command);
  }

  /** Tries until it is done or no longer wanted. A crash may forget how often: then it is simply tried at once. */
  async function attend(command: Command): Promise<void> {
    const mark = { again: false };
    underWay.set(command.key, mark);
    const { uid } = command.attempt;
    for (let failures = 1; ; failures++) {
      const state = parts.stateOf(uid);
      if (!state || !isWanted(command, state)) break;
      try {
        await parts.post(uid, await perform(command, state));
        break;
      } catch (error) {
        await refused(command, failures, error);
      }
    }
    underWay.delete(command.key);
    if (mark.again) lookAt(command.attempt);
    const after = parts.stateOf(uid);
    if (after) follow(after);
  }

  /** A look is asked for by the world, which does not ask twice; everything else by the state, as long as it wants it. */
  function isWanted({ type, key }: Command, state: RunState): boolean {
    return type === "observe" || parts.commandsFor(state).some((command) => command.key === key);
  }

  function lookAt(attempt: AttemptKey): void {
    const key = `${attempt.run}/${attempt.action}/${attempt.copy}/${attempt.attempt}/observe`;
    const mark = underWay.get(key);
    if (mark) mark.again = true;
    else void attend({ type: "observe", key, attempt });
  }

  async function perform(command: Command, state: RunState): Promise<RunEvent> {
    const { attempt } = command;
    const began = parts.clock.now(); // what a look saw is as old as its beginning
    switch (command.type) {
      case "start":
        return { type: "observed", attempt, observation: await start(attempt, state), at: began };
      case "observe":
        return { type: "observed", attempt, observation: await parts.runtime.observe(attempt), at: began };
      case "stop": {
        const observation = await parts.runtime.stop(attempt, command.graceMs);
        return { type: "observed", attempt, observation, at: parts.clock.now() };
      }
      case "readLog":
        return { type: "logRead", attempt, log: await readLog(attempt, state), at: parts.clock.now() };
      case "release":
        await parts.runtime.release(attempt);
        return { type: "released", attempt, at: parts.clock.now() };
    }
  }

  async function start(attempt: AttemptKey, state: RunState): ReturnType<Runtime["start"]> {
    await parts.masks.refresh(state); // before the component can say anything
    const made = assignmentFor(state, attempt, parts.callbacks);
    if (!made.ok) return { is: "ended", cause: made.cause, message: made.message };
    parts.log.debug("starting", { ...attempt });
    return parts.runtime.start(made.assignment, () => parts.archive(state.commit));
  }

  async function readLog(attempt: AttemptKey, state: RunState): Promise<LogReading> {
    await parts.masks.refresh(state); // it may have got a value that is newer than what was known at its start
    const reader = createLogReader(await parts.masks.of(state));
    for await (const chunk of parts.runtime.logs(attempt, 0)) reader.write(chunk);
    return reader.end();
  }

  /** What may be lifted is tried again; what will never be is a fact about the attempt. */
  async function refused(command: Command, failures: number, error: unknown): Promise<void> {
    parts.log.warn("a command was refused", { command: command.key, failures, error });
    const final = endOf(command, error, failures);
    if (final) await parts.post(command.attempt.uid, { ...final, at: parts.clock.now() }).catch(() => {});
    const until = parts.clock.now() + backoffMs(failures, parts.random);
    await new Promise<void>((resolve) => parts.clock.at(until, resolve));
  }

  return { follow, lookAt };
}

type Fact = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

/** The fact that a refusal for good amounts to; undefined where the command must be tried again. */
function endOf(command: Command, error: unknown, failures: number): Fact | undefined {
  const isHopeless = command.type === "readLog" && failures >= LOG_READINGS; // or its run would never end
  if (error instanceof OperationalError && error.retry === "later" && !isHopeless) return undefined;
  const message = error instanceof Error ? error.message : String(error);
  const { attempt } = command;
  if (command.type === "start") {
    const cause = error instanceof OperationalError ? "start-failed" : "engine-error";
    return { type: "observed", attempt, observation: { is: "ended", cause, message } };
  }
  if (command.type === "readLog") {
    return {
      type: "logRead",
      attempt,
      log: { outputs: {}, problems: [], bytes: 0, tail: `pilotage: the log could not be read: ${message}\n` },
    };
  }
  return undefined;
}
