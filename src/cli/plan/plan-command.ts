import { basename, resolve } from "node:path";
import { instantToText } from "../../base/instant.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Plan, PlannedStart } from "../../plan/plan.ts";
import type { Context } from "../context.ts";
import { fateData } from "../fate-data.ts";
import { findRoot } from "../find-root.ts";
import { loadTree, type Tree } from "../load-tree.ts";
import { writeJson, writeLines } from "../terminal/terminal.ts";
import { problemsOf, writeProblems } from "../validate/problems-of.ts";
import { planAgainstCommit, planAgainstStatus } from "./make-report.ts";
import { planLines } from "./plan-lines.ts";

export interface PlanOptions {
  readonly against?: string;
  readonly detailedExitcode?: boolean;
  readonly offline?: boolean;
  readonly statusBranch: string;
  readonly definitions?: readonly string[];
  readonly output: "text" | "json";
}

/** Shows what a commit of the working tree would do; 1 where definitions are invalid, 2 (if asked for) where something would happen. */
export async function planCommand(directory: string, options: PlanOptions, context: Context): Promise<number> {
  const root = findRoot(resolve(context.directory, directory));
  const tree = await loadTree(root, context.adapters, options.definitions);
  try {
    const { plan, against } =
      options.against === undefined
        ? await planAgainstStatus(tree, options, context.adapters)
        : await planAgainstCommit(tree, options.against, context.adapters);
    if (options.output === "json") {
      writeJson(context.stdout, { directory: root, against, plan: planData(plan) });
    } else {
      writeProblems(await problemsOf(tree, context.directory), context.stdout);
      const report = { plan, directory: basename(root), against, givenTo: givenBy(tree) };
      writeLines(context.stdout, planLines(report, context.stdout.paint));
    }
    if (tree.loaded.diagnostics.length > 0) return 1;
    return options.detailedExitcode && plan.starts.length + plan.cancels.length > 0 ? 2 : 0;
  } finally {
    await tree.close();
  }
}

/** As data for other programs, where instants are texts. */
function planData(plan: Plan): unknown {
  return { ...plan, at: instantToText(plan.at), fates: plan.fates.map(fateData) };
}

/** The inputs that a start was given, by the request that asks for it. */
function givenBy({ loaded }: Tree): (start: PlannedStart) => JsonObject {
  const runs = loaded.definitions.requests.flatMap((request) => (request.kind === "Run" ? [request] : []));
  return ({ trigger }) => {
    if (trigger.type !== "request") return {};
    return (runs.find(({ name }) => name === trigger.request)?.spec.with ?? {}) as JsonObject; // YAML gives nothing but JSON
  };
}
