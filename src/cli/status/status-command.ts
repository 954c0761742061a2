import { resolve } from "node:path";
import { nearest, parseRunName, runName } from "../../base/names.ts";
import type { StatusReader } from "../../repository/git/status-reader.ts";
import type { Context } from "../context.ts";
import { type Terminal, writeJson, writeLines } from "../terminal/terminal.ts";
import { WrongUse } from "../wrong-use.ts";
import { overviewLines, pipelineLines } from "./overview-lines.ts";
import { printableDeep } from "./printable-deep.ts";
import { type Recorded, readRecorded, readRun } from "./recorded.ts";
import { runFactLines } from "./run-fact-lines.ts";
import { runLines } from "./run-lines.ts";

export interface StatusOptions {
  readonly dir: string;
  readonly offline?: boolean;
  readonly statusBranch: string;
  readonly output: "text" | "json";
}

/** Shows what the status branch says of everything, of a pipeline or of a run. */
export async function statusCommand(
  what: string | undefined,
  options: StatusOptions,
  context: Context,
): Promise<number> {
  const { statusBranch, offline = false } = options;
  const reader = await context.adapters.status(resolve(context.directory, options.dir), { statusBranch, offline });
  try {
    const shown = await look(what, reader, context);
    if (options.output === "json") writeJson(context.stdout, shown.data);
    else writeLines(context.stdout, [...shown.lines, "", ...footLines(reader, context.stdout)]);
    return 0;
  } finally {
    reader.close();
  }
}

interface Shown {
  readonly lines: readonly string[];
  readonly data: unknown;
}

async function look(what: string | undefined, { tip, source }: StatusReader, context: Context): Promise<Shown> {
  const { paint } = context.stdout;
  const now = context.adapters.clock.now();
  const recorded = await readRecorded(tip);
  if (what === undefined) {
    const { pipelines, diagnostics } = recorded;
    const data = { source, tip: tip.commit ?? null, pipelines, diagnostics };
    return { data, lines: overviewLines(printableDeep(recorded), now, paint) };
  }
  const pipeline = recorded.pipelines.find(({ metadata }) => metadata.name === what);
  if (pipeline) return { data: pipeline, lines: pipelineLines(printableDeep(pipeline), now, paint) };
  const named = parseRunName(what);
  const run = named && (await readRun(tip, named.pipeline, named.number));
  if (!run) throw nothingNamed(what, recorded, source);
  const clean = printableDeep(run);
  return { data: run, lines: [...runLines(clean, now, paint), "", ...runFactLines(clean, paint)] };
}

function nothingNamed(what: string, { pipelines }: Recorded, source: string): WrongUse {
  const names = pipelines.flatMap(({ metadata: { name }, status }) => [
    name,
    ...status.lastRuns.map(({ number }) => runName(name, number)),
  ]);
  const meant = nearest(what, names);
  return new WrongUse(
    `${source} knows no pipeline and no run ${what}`,
    meant === undefined ? "`pilotage status` lists the pipelines." : `Did you mean ${meant}?`,
  );
}

function footLines({ tip, source }: StatusReader, { paint }: Terminal): readonly string[] {
  if (tip.commit === undefined) return [paint("dim", `${source} is not there: no daemon has recorded anything yet.`)];
  return [
    paint("dim", `${source} at ${tip.commit.slice(0, 7)}; what is accepted and not recorded yet is not known here.`),
  ];
}
