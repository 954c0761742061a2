import { sha256 } from "../base/digest.ts";
import type { Json } from "../base/json.ts";
import { utf8Bytes } from "../base/utf8-bytes.ts";
import type { With } from "../plan/execution-plan.ts";
import type { Place } from "../run/place.ts";
import type { AttemptKey } from "../run/run-event.ts";
import type { RunRecord } from "../run/run-state.ts";
import { attemptName } from "./attempt-name.ts";
import { type Capability, capabilityPath, type Sign } from "./capability.ts";

/** Variables by name. */
export interface Variables {
  readonly [name: string]: string;
}

/** Kernels and kubelets take no variable of any size: one that is longer is left out, and its value is got by URL. */
export const VARIABLE_LIMIT = 65_536;

/** What every component is told about its attempt. */
export function systemEnvironment(
  run: RunRecord,
  { plan, stage }: Place,
  attempt: AttemptKey,
  options: { readonly with: With; readonly baseUrl: string; readonly sign: Sign },
): Variables {
  const name = attemptName(attempt);
  const { uid, action, copy } = attempt;
  const url = (what: Capability["what"]) =>
    `${options.baseUrl}${capabilityPath({ keyId: run.keyId, uid, action, copy, attempt: attempt.attempt, what }, options.sign)}`;
  const eventData = JSON.stringify(options.with);
  return {
    ...withTwins({
      COMPONENT_START: url("COMPONENT_START"),
      TASK_START: url("TASK_START"),
      TASK_STATUS: url("TASK_STATUS"),
      TASK_RESULT: url("TASK_RESULT"),
      COMPONENT_STOP: url("COMPONENT_STOP"),
      RUN_ID: attempt.run,
      POD_NAME: name,
      ACTION_TIMEOUT: String(Math.ceil((plan.attemptTimeoutMs ?? 0) / 1_000)),
    }),
    ...(fits(eventData) && { EVENT_DATA: eventData, CO_DATA: eventData }),
    EVENT_DATA_URL: url("data"),
    CO_RUN_NUMBER: String(run.number),
    CO_PIPELINE: run.pipeline,
    CO_STAGE: stage?.name ?? "finally",
    CO_ACTION: action,
    CO_ATTEMPT: String(attempt.attempt),
    CO_COMMIT: run.commit,
    CO_BRANCH: run.branch,
    CO_REPOSITORY: run.repository,
    CO_SOURCE_URL: url("source"),
    CI: "true",
    TRACEPARENT: `00-${sha256(uid).slice(0, 32)}-${sha256(name).slice(0, 16)}-01`, // a run is one trace
  };
}

/** `INPUT_<NAME>` for each input that is a text, a number or a boolean. */
export function inputVariables(inputs: With): Variables {
  const entries = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, scalarText(value)] as const,
  );
  return Object.fromEntries(
    entries.flatMap(([name, text]) => (text !== undefined && fits(text) ? [[name, text]] : [])),
  );
}

/** No variable can be longer, nor hold a NUL. */
export function fits(text: string): boolean {
  return utf8Bytes(text) <= VARIABLE_LIMIT && !text.includes("\0");
}

/** Components of an older kind read these under a name that begins with `CO_`. */
function withTwins(variables: Variables): Variables {
  const twins = Object.entries(variables).map(([name, value]) => [`CO_${name}`, value]);
  return { ...variables, ...Object.fromEntries(twins) };
}

function scalarText(value: Json): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? JSON.stringify(value) : undefined;
}
