import type { JsonObject } from "../base/json.ts";
import { nearest } from "../base/names.ts";
import type { Pipeline, Request } from "../definitions/definition.ts";
import type { OtherCommit, PlanInput } from "./plan-input.ts";
import { type StartOf, startOf } from "./start-of.ts";

/** A document that asks for a run. */
export type RunRequest = Extract<Request, { kind: "Run" }>;

/** Whether a `kind: Run` starts a run, and of what; otherwise why not, for the person who asked. */
export function judgeRunRequest(request: RunRequest, input: PlanInput): StartOf {
  const { pipeline: name, commit } = request.spec;
  if (input.definitions.pipelines.get(name)?.spec.suspend === true) return refusal(`pipeline \`${name}\` is suspended`);
  const at = commit === undefined ? input : (input.others.get(commit) ?? "unreachable");
  if (at === "unreachable") return refusal(`commit ${commit} is not reachable from the watched branch`);
  const pipeline = startable(name, at, commit === undefined ? "" : ` at commit ${commit}`);
  if (typeof pipeline === "string") return refusal(pipeline);
  return startOf(pipeline, at.definitions, (request.spec.with ?? {}) as JsonObject); // YAML gives nothing but JSON
}

/** The pipeline, or why it cannot start. */
function startable(name: string, { definitions, prepared }: OtherCommit, where: string): Pipeline | string {
  if (definitions.invalidPipelines.has(name)) return `pipeline \`${name}\` is invalid${where}`;
  const pipeline = definitions.pipelines.get(name);
  if (!pipeline) {
    const meant = nearest(name, [...definitions.pipelines.keys()].sort());
    return `there is no pipeline \`${name}\`${where}${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`;
  }
  const problem = prepared.get(name)?.problems[0];
  if (problem) return `pipeline \`${name}\` is invalid${where}: ${problem.message} (${problem.path})`;
  return pipeline;
}

function refusal(because: string): StartOf {
  return { ok: false, because };
}
