import { existsSync, statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Context } from "../context.ts";
import { findRoot } from "../find-root.ts";
import { loadTree, type Tree } from "../load-tree.ts";
import { writeJson, writeLines } from "../terminal/terminal.ts";
import { WrongUse } from "../wrong-use.ts";
import { problemsOf, type ShownProblem, writeProblems } from "./problems-of.ts";
import { type Checked, summaryLine } from "./summary-line.ts";

export interface ValidateOptions {
  readonly output: "text" | "json";
  readonly definitions?: readonly string[];
}

/** Shows every problem under the paths; each repository that they lie in is read whole, because definitions name each other. */
export async function validateCommand(
  paths: readonly string[],
  options: ValidateOptions,
  context: Context,
): Promise<number> {
  const named = (paths.length === 0 ? [findRoot(context.directory)] : paths).map((path) =>
    resolve(context.directory, path),
  );
  const byRoot = Map.groupBy(named, rootOf);
  const checks = await Promise.all([...byRoot].map(([root, under]) => check(root, under, options, context)));
  const checked = sumOf(checks);
  if (checked.files === 0) throw nothingToCheck(paths);
  const problems = checks.flatMap((one) => one.problems);
  const diagnostics = problems.map(({ diagnostic }) => diagnostic);
  if (options.output === "json") {
    writeJson(context.stdout, { valid: problems.length === 0, checked, diagnostics });
  } else {
    writeProblems(problems, context.stdout);
    writeLines(context.stdout, [summaryLine(checked, diagnostics, context.stdout.paint)]);
  }
  return problems.length === 0 ? 0 : 1;
}

interface Check {
  readonly checked: Checked;
  readonly problems: readonly ShownProblem[];
}

function rootOf(path: string): string {
  if (!existsSync(path)) throw new WrongUse(`there is no ${path}`);
  return findRoot(statSync(path).isDirectory() ? path : dirname(path));
}

async function check(
  root: string,
  under: readonly string[],
  options: ValidateOptions,
  context: Context,
): Promise<Check> {
  const inRoot = under.map((path) => relative(root, path).split(sep).join("/"));
  const tree = await loadTree(root, context.adapters, options.definitions, new Set(inRoot));
  const isWanted = (path: string) =>
    inRoot.some((wanted) => wanted === "" || path === wanted || path.startsWith(`${wanted}/`));
  const problems = await problemsOf(tree, context.directory, isWanted);
  await tree.close();
  return { checked: count(tree, isWanted), problems };
}

function count({ loaded }: Tree, isWanted: (path: string) => boolean): Checked {
  const { pipelines, invalidPipelines, components, invalidComponents, requests } = loaded.definitions;
  const paths = (named: Iterable<{ readonly path: string }>) => [...named].map(({ path }) => path).filter(isWanted);
  const found = {
    pipelines: [...paths(pipelines.values()), ...paths(invalidPipelines.values())],
    components: [...paths(components.values()), ...paths(invalidComponents.values())],
    requests: paths(requests),
  };
  const broken = loaded.diagnostics.map(({ file }) => file).filter(isWanted);
  return {
    files: new Set([...found.pipelines, ...found.components, ...found.requests, ...broken]).size,
    pipelines: found.pipelines.length,
    components: found.components.length,
    requests: found.requests.length,
  };
}

function sumOf(checks: readonly Check[]): Checked {
  const sum = (part: keyof Checked) => checks.reduce((total, { checked }) => total + checked[part], 0);
  return { files: sum("files"), pipelines: sum("pipelines"), components: sum("components"), requests: sum("requests") };
}

function nothingToCheck(paths: readonly string[]): WrongUse {
  const where = paths.length === 0 ? "here" : `under ${paths.join(", ")}`;
  return new WrongUse(
    `there are no definitions ${where}`,
    "They are looked for in pipelines/, components/ and runs/; name other places with --definitions.",
  );
}
