import { sha256 } from "../../src/base/digest.ts";
import type { Cursor } from "../../src/plan/plan.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { pathsToRead, pathsWithoutSummary } from "../../src/status/paths-to-read.ts";
import { type PipelineSummary, summaryOf } from "../../src/status/pipeline-summary.ts";
import { type RenderedStatus, renderStatus } from "../../src/status/render-status.ts";
import type { StatusInput, StatusLook } from "../../src/status/status-input.ts";
import { NOTHING_WRITTEN } from "../../src/status/written.ts";

/** A status branch in memory: texts by path. */
export type Branch = ReadonlyMap<string, string>;

/** Everything that is said of a repository in which nothing happened yet. */
export function aStatusInput(changes: Partial<StatusInput> = {}): StatusInput {
  return {
    owner: { ledger: "a1".repeat(16), repository: "https://forge.example/shop.git", since: 0, version: "0.1.0" },
    look: emptyLook("5b1c".repeat(10)),
    cursors: new Map(),
    fates: new Map(),
    runs: [],
    underWay: new Set(),
    waiting: new Map(),
    runtimeName: "process",
    logs: "all",
    keepRuns: 200,
    ownBranch: true,
    ...changes,
  };
}

/** What is known while `release` is active, and these runs of it are to be written. */
export function aStatusInputWith(run: RunState, changes: Partial<StatusInput> = {}): StatusInput {
  const standings = [{ pipeline: "release", phase: "active" }] as const;
  const look = { ...emptyLook(run.commit), standings };
  return aStatusInput({ look, cursors: new Map([["release", A_CURSOR]]), runs: [run], ...changes });
}

export const A_CURSOR: Cursor = { generation: 3, definitionDigest: "d1", pathsDigest: null, lastNumber: 42 };

/** A look at a repository without anything. */
export function emptyLook(commit: string): StatusLook {
  return { commit, standings: [], diagnostics: [], requests: new Set() };
}

/** Asks what to write on a branch, as the recorder does; reads nothing but what is asked for. */
export function renderOn(branch: Branch, input: StatusInput): RenderedStatus {
  const paths = new Map([...branch].map(([path, text]) => [path, sha256(text)]));
  const summaries = new Map<string, PipelineSummary>();
  for (const path of pathsWithoutSummary({ paths, summaries })) {
    const summary = summaryOf(branch.get(path) ?? "");
    if (summary) summaries.set(paths.get(path) ?? "", summary);
  }
  const texts = new Map(pathsToRead(input, { paths, summaries }).map((path) => [path, branch.get(path) ?? ""]));
  return renderStatus(input, { paths, texts, summaries, written: NOTHING_WRITTEN });
}

/** The branch after one commit; fails where there is nothing to write. */
export function written(branch: Branch, input: StatusInput): Branch {
  const rendered = renderOn(branch, input);
  if (rendered.is !== "change") throw new Error(`nothing is written: ${rendered.is}`);
  const after = new Map(branch);
  for (const [path, text] of rendered.files) {
    if (text === null) after.delete(path);
    else after.set(path, text);
  }
  return after;
}
