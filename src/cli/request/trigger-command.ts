import { resolve } from "node:path";
import type { JsonObject } from "../../base/json.ts";
import { startOf } from "../../plan/start-of.ts";
import type { Context } from "../context.ts";
import { findRoot } from "../find-root.ts";
import { type InputOptions, readInputs } from "../inputs/read-inputs.ts";
import { loadTree } from "../load-tree.ts";
import { noPipeline } from "../no-pipeline.ts";
import { WrongUse } from "../wrong-use.ts";
import { type RequestOptions, sendRequest } from "./send-request.ts";

export interface TriggerOptions extends RequestOptions, InputOptions {
  readonly commit?: string;
  readonly definitions?: readonly string[];
}

/** Asks for a run; with `--wait`, 1 where it was not started or did not succeed. */
export async function triggerCommand(pipeline: string, options: TriggerOptions, context: Context): Promise<number> {
  const values = await checkedInputs(pipeline, options, context);
  const { commit } = options;
  const body = { kind: "Run", pipeline, with: values, ...(commit !== undefined && { commit }) } as const;
  const { fate, run } = await sendRequest(body, options, context);
  return fate === undefined || run?.status.phase === "succeeded" ? 0 : 1;
}

/** The inputs as the working tree declares them: better refused here than by the daemon, once it is committed. */
async function checkedInputs(name: string, options: TriggerOptions, context: Context): Promise<JsonObject> {
  const root = findRoot(resolve(context.directory, options.dir));
  const tree = await loadTree(root, context.adapters, options.definitions);
  await tree.close();
  const { definitions, prepared } = tree.loaded;
  const pipeline = definitions.pipelines.get(name);
  if (!pipeline && !definitions.invalidPipelines.has(name)) throw noPipeline(name, definitions);
  const given = await readInputs(options, pipeline?.spec.inputs ?? {}, context.directory);
  if (!pipeline || prepared.get(name)?.problems.length !== 0) return given;
  const start = startOf(pipeline, definitions, given);
  if (!start.ok) throw new WrongUse(`${name} cannot start: ${start.because}`, "Give inputs with --with name=value.");
  return given;
}
