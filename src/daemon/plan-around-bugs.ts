import { byPlace, type Diagnostic } from "../base/diagnostic.ts";
import type { NamePosition, Origin, Pipeline, Request } from "../definitions/definition.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanInput } from "../plan/plan-input.ts";
import type { Core } from "./core.ts";

type MakePlan = Core["makePlan"];

/**
 * The plan of a look. Where planning fails by a bug of ours, each pipeline and request is planned by itself; those over
 * which it fails are set aside with a diagnostic until the next start or change, and hold up no other.
 */
export function planAroundBugs(makePlan: MakePlan, input: PlanInput): Plan {
  try {
    return makePlan(input);
  } catch (bug) {
    const bugOf = (some: PlanInput) => bugIn(makePlan, some);
    const pipelines = withoutPipelines(input, (name) => bugOf(withOnly(input, [name], [])));
    const all = [...pipelines.definitions.pipelines.keys()];
    const rest = withoutRequests(pipelines, (request) => bugOf(withOnly(pipelines, all, [request])));
    if (rest === input) throw bug;
    return makePlan(rest);
  }
}

function bugIn(makePlan: MakePlan, input: PlanInput): Error | undefined {
  try {
    makePlan(input);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function withOnly(input: PlanInput, names: readonly string[], requests: readonly Request[]): PlanInput {
  const pipelines = new Map<string, Pipeline>();
  for (const name of names) {
    const pipeline = input.definitions.pipelines.get(name);
    if (pipeline) pipelines.set(name, pipeline);
  }
  return { ...input, definitions: { ...input.definitions, pipelines, requests } };
}

/** A pipeline with a bug counts as invalid: nothing of it starts, and its cursor stands still. */
function withoutPipelines(input: PlanInput, bugOf: (name: string) => Error | undefined): PlanInput {
  const { definitions } = input;
  const pipelines = new Map(definitions.pipelines);
  const invalidPipelines = new Map<string, Origin>(definitions.invalidPipelines);
  const diagnostics: Diagnostic[] = [];
  for (const [name, pipeline] of definitions.pipelines) {
    const bug = bugOf(name);
    if (!bug) continue;
    pipelines.delete(name);
    invalidPipelines.set(name, pipeline);
    diagnostics.push(setAside(pipeline, bug));
  }
  return withMore(input, { ...definitions, pipelines, invalidPipelines }, diagnostics);
}

/** A request with a bug gets no fate: once it can be planned, it is still to be carried out. */
function withoutRequests(input: PlanInput, bugOf: (request: Request) => Error | undefined): PlanInput {
  const diagnostics: Diagnostic[] = [];
  const requests = input.definitions.requests.filter((request) => {
    const bug = bugOf(request);
    if (bug) diagnostics.push(setAside(request, bug));
    return !bug;
  });
  return withMore(input, { ...input.definitions, requests }, diagnostics);
}

function withMore(
  input: PlanInput,
  definitions: PlanInput["definitions"],
  diagnostics: readonly Diagnostic[],
): PlanInput {
  if (diagnostics.length === 0) return input;
  return { ...input, definitions, diagnostics: [...input.diagnostics, ...diagnostics].sort(byPlace) };
}

function setAside({ path, line, column }: Origin & NamePosition, { message }: Error): Diagnostic {
  return {
    file: path,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    code: "engine-error",
    message: `this could not be planned, because of a bug: ${message}`,
    hint: "Please report it, with this definition; everything else goes on.",
  };
}
