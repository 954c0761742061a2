import { resolve } from "node:path";
import type { Log } from "../../daemon/log.ts";
import type { Pipeline } from "../../definitions/definition.ts";
import type { PlannedStart } from "../../plan/plan.ts";
import { startOf } from "../../plan/start-of.ts";
import type { Context } from "../context.ts";
import { findRoot } from "../find-root.ts";
import { type InputOptions, readInputs } from "../inputs/read-inputs.ts";
import { loadTree, type Tree } from "../load-tree.ts";
import { noPipeline } from "../no-pipeline.ts";
import { writeJson, writeLines } from "../terminal/terminal.ts";
import { problemsOf, writeProblems } from "../validate/problems-of.ts";
import { WrongUse } from "../wrong-use.ts";
import { logLines } from "./log-lines.ts";
import { runHere } from "./run-here.ts";
import { createRunView } from "./run-view.ts";
import { statusOf } from "./status-of.ts";

export interface RunOptions extends InputOptions {
  readonly dir: string;
  readonly secrets?: string;
  readonly definitions?: readonly string[];
  readonly logs?: boolean;
  readonly output: "text" | "json";
}

/** Runs a pipeline of the working tree here and now; 1 where it did not succeed. */
export async function runCommand(name: string, options: RunOptions, context: Context): Promise<number> {
  const root = findRoot(resolve(context.directory, options.dir));
  const tree = await loadTree(root, context.adapters, options.definitions);
  try {
    const pipeline = pipelineNamed(name, tree);
    if (pipeline === undefined) {
      writeProblems(await problemsOf(tree, context.directory), context.stderr);
      writeLines(context.stderr, [`pilotage: pipeline ${name} is invalid`]);
      return 1;
    }
    const start = await plannedStart(pipeline, tree, options, context);
    const view = options.output === "json" ? undefined : createRunView(context.stdout, context.adapters.clock);
    const secrets = options.secrets === undefined ? undefined : resolve(context.directory, options.secrets);
    const ended = await runHere(
      { start, tree, secrets, log: logTo(context), changed: (state) => view?.show(statusOf(state)) },
      context,
    );
    view?.end();
    if (view)
      writeLines(
        context.stdout,
        logLines(ended, options.logs ? ["succeeded", "failed"] : ["failed"], context.stdout.paint),
      );
    else writeJson(context.stdout, statusOf(ended));
    return ended.phase === "succeeded" ? 0 : 1;
  } finally {
    await tree.close();
  }
}

/** Undefined where it is there and invalid, or uses what is invalid. */
function pipelineNamed(name: string, { loaded }: Tree): Pipeline | undefined {
  const { pipelines, invalidPipelines } = loaded.definitions;
  if (!pipelines.has(name) && !invalidPipelines.has(name)) throw noPipeline(name, loaded.definitions);
  return loaded.prepared.get(name)?.problems.length === 0 ? pipelines.get(name) : undefined;
}

async function plannedStart(
  pipeline: Pipeline,
  tree: Tree,
  options: InputOptions,
  context: Context,
): Promise<PlannedStart> {
  const given = await readInputs(options, pipeline.spec.inputs ?? {}, context.directory);
  const start = startOf(pipeline, tree.loaded.definitions, given);
  if (!start.ok)
    throw new WrongUse(`${pipeline.name} cannot start: ${start.because}`, "Give inputs with --with name=value.");
  const { execution, with: values } = start;
  return {
    pipeline: pipeline.name,
    number: 1,
    commit: tree.snapshot.commit,
    trigger: { type: "manual" },
    with: values,
    execution,
  };
}

/** What the engine itself has to complain about. */
function logTo({ stderr }: Context): Log {
  const say = (message: string, fields: { readonly error?: unknown } = {}) => {
    const reason = fields.error instanceof Error ? `: ${fields.error.message}` : "";
    stderr.write(`pilotage: ${message}${reason}\n`);
  };
  return { debug() {}, info() {}, warn: say, error: say };
}
