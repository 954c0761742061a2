import { utf8Bytes } from "../base/utf8-bytes.ts";
import type { ComponentPlan } from "../plan/execution-plan.ts";
import { placeOf } from "../run/place.ts";
import { type ResolvedAction, resolveAction } from "../run/resolve-action.ts";
import type { AttemptKey } from "../run/run-event.ts";
import type { RunState } from "../run/run-state.ts";
import type { Assignment, Program } from "./assignment.ts";
import type { Sign } from "./capability.ts";
import { fits, inputVariables, systemEnvironment, VARIABLE_LIMIT, type Variables } from "./system-environment.ts";

export type AssignmentFor =
  | { readonly ok: true; readonly assignment: Assignment }
  | { readonly ok: false; readonly cause: "start-failed" | "engine-error"; readonly message: string };

const ENVIRONMENT_LIMIT = 8 * VARIABLE_LIMIT; // far below what Linux takes

/**
 * All that a runtime needs to start an attempt: its program, and its environment with callback URLs below `baseUrl`.
 * Values that no environment can hold are a failed start; everything else was checked before there was an attempt.
 */
export function assignmentFor(
  state: RunState,
  attempt: AttemptKey,
  options: { readonly baseUrl: string; readonly sign: Sign },
): AssignmentFor {
  const place = placeOf(state.plan, attempt.action);
  if (!place) return refused("engine-error", `the run has no action ${attempt.action}`);
  const resolved = resolveAction(state, attempt.action);
  if (!resolved.ok) return refused("engine-error", resolved.message);

  const { texts, secrets } = sorted(resolved.env);
  const unfit = Object.keys(texts).find((name) => !fits(texts[name] ?? ""));
  if (unfit) {
    return refused(
      "start-failed",
      `${unfit} is over 64 KiB or holds a NUL, which no variable can: pass it as an input`,
    );
  }
  const system = systemEnvironment(state, place, attempt, { ...options, with: resolved.with });
  const environment = [
    { ...texts, ...inputVariables(resolved.with), ...system },
    { ...texts, ...system },
  ].find(isSmall);
  if (!environment) return refused("start-failed", "the environment is over 512 KiB: pass large values as inputs");

  const { component } = place.plan;
  const { image, workingDirectory } = resolved;
  return {
    ok: true,
    assignment: {
      attempt,
      pipeline: state.pipeline,
      ...(image !== undefined && { image }),
      program: programOf(component, resolved.command),
      ...(workingDirectory !== undefined && { workingDirectory }),
      environment,
      secrets,
      ...(component.source && { source: state.commit }),
    },
  };
}

function programOf({ script }: ComponentPlan, command: readonly string[] | undefined): Program {
  if (script !== undefined) return { type: "script", script };
  return command === undefined ? { type: "image" } : { type: "command", command };
}

/** Values of secrets never pass through here: whoever starts the attempt fetches them. */
function sorted(env: ResolvedAction["env"]): Pick<Assignment, "secrets"> & { readonly texts: Variables } {
  const entries = Object.entries(env);
  return {
    texts: Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))),
    secrets: Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === "string" ? [] : [[name, value.secret]])),
    ),
  };
}

function isSmall(variables: Variables): boolean {
  return utf8Bytes(JSON.stringify(variables)) <= ENVIRONMENT_LIMIT;
}

function refused(cause: "start-failed" | "engine-error", message: string): AssignmentFor {
  return { ok: false, cause, message };
}
