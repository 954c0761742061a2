import type { Clock } from "../base/clock.ts";
import { OperationalError } from "../base/operational-error.ts";
import type { Change, Compose, Tip } from "../repository/port.ts";
import type { RunState } from "../run/run-state.ts";
import type { Runtime } from "../runtime/port.ts";
import { heldBack } from "../status/held-back.ts";
import { pathsToRead, pathsWithoutSummary } from "../status/paths-to-read.ts";
import { type PipelineSummary, summaryOf, summaryOfStatus } from "../status/pipeline-summary.ts";
import type { StatusInput } from "../status/status-input.ts";
import { waitingRuns } from "../status/waiting-runs.ts";
import { latestWritten, NOTHING_WRITTEN, type Written } from "../status/written.ts";
import type { Core } from "./core.ts";
import type { Known } from "./known.ts";
import type { Log } from "./log.ts";
import { restoreLost } from "./restore-lost.ts";

/** How the status is written, whatever it says. */
export interface StatusSettings extends Pick<StatusInput, "logs" | "keepRuns" | "ownBranch"> {
  /** The watched repository, for people. */
  readonly repository: string;
  readonly version: string;
}

export interface StatusComposer {
  /** What to write of these runs, and of everything else that is known now, on a tip. */
  compose(runs: readonly RunState[]): Compose;
  /** The last commit could not hold it all. */
  more(): boolean;
}

export function createStatusComposer(parts: {
  readonly core: Pick<Core, "renderStatus">;
  readonly settings: StatusSettings;
  readonly runtime: Pick<Runtime, "name">;
  readonly clock: Clock;
  readonly log: Log;
  readonly known: () => Known;
  readonly states: ReadonlyMap<string, RunState>;
}): StatusComposer {
  /** By blob id, so that one commit does not read the files of all pipelines again. */
  const summaries = new Map<string, PipelineSummary>();
  let written = NOTHING_WRITTEN;
  let more = false;

  function inputOf(runs: readonly RunState[]): StatusInput {
    const { ledgerId, cursors, fates, look } = parts.known();
    const states = [...parts.states.values()];
    return {
      ...parts.settings,
      owner: {
        ledger: ledgerId,
        since: parts.clock.now(),
        repository: parts.settings.repository,
        version: parts.settings.version,
      },
      ...(look && { look }),
      cursors,
      fates,
      runs,
      ...waitingRuns(states),
      runtimeName: parts.runtime.name,
    };
  }

  async function change(known: StatusInput, found: Tip): Promise<Change | undefined> {
    const tip = await restoreLost(found, parts.settings.ownBranch, parts.log);
    const paths = await tip.list();
    await learnSummaries(summaries, tip, paths, written);
    const input = heldBack(known, parts.states.values(), { paths, summaries });
    const texts = await tip.read(pathsToRead(input, { paths, summaries }));
    const rendered = parts.core.renderStatus(input, { paths, texts, summaries, written });
    if (rendered.is === "change") written = latestWritten(written, rendered.written);
    more = rendered.is === "change" && rendered.more;
    if (rendered.is === "owned") {
      throw new OperationalError("owned-by-another", "The status branch belongs to another daemon now.", {
        retry: "never",
      });
    }
    if (rendered.is === "change")
      return { message: rendered.message, files: new Map([...tip.restored, ...rendered.files]) };
    return tip.restored.size === 0 ? undefined : { message: "what the status branch held", files: tip.restored };
  }

  return {
    compose(runs) {
      const known = inputOf(runs);
      return (tip) => change(known, tip);
    },
    more: () => more,
  };
}

async function learnSummaries(
  summaries: Map<string, PipelineSummary>,
  tip: Tip,
  paths: ReadonlyMap<string, string>,
  written: Written,
): Promise<void> {
  const present = new Set(paths.values());
  for (const blob of summaries.keys()) if (!present.has(blob)) summaries.delete(blob);
  for (const [path, text] of await tip.read(pathsWithoutSummary({ paths, summaries }))) {
    const ours = written.pipelines.get(text);
    const [blob, summary] = [paths.get(path), ours ? summaryOfStatus(ours) : summaryOf(text)];
    if (blob !== undefined && summary) summaries.set(blob, summary);
  }
}
