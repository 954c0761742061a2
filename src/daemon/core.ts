import { assembleDefinitions } from "../definitions/assemble-definitions.ts";
import { makePlan } from "../plan/make-plan.ts";
import { preparePipeline } from "../plan/prepare-pipeline.ts";
import { admit } from "../run/admit.ts";
import { answerTo } from "../run/answer-to.ts";
import { commandsFor } from "../run/commands-for.ts";
import { endedByEngine } from "../run/ended-by-engine.ts";
import { nextRunState } from "../run/next-run-state.ts";
import { queuedRun } from "../run/queued-run.ts";
import { wakeAt } from "../run/wake-at.ts";
import { renderStatus } from "../status/render-status.ts";

/**
 * The pure functions that decide everything, handed to the daemon as a value, so that a test of the tests can
 * replace one of them by a wrong one.
 */
export const core = {
  assembleDefinitions,
  preparePipeline,
  makePlan,
  queuedRun,
  nextRunState,
  commandsFor,
  wakeAt,
  answerTo,
  admit,
  endedByEngine,
  renderStatus,
} as const;

export type Core = typeof core;
