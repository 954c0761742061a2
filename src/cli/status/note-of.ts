import { durationToText } from "../../base/duration.ts";
import type { Instant } from "../../base/instant.ts";
import type { JsonObject } from "../../base/json.ts";
import type { ActionStatus, AttemptStatus } from "../../status/run-status.ts";
import type { Paint } from "../terminal/paint.ts";
import { printable } from "../terminal/printable.ts";
import { valueText } from "../terminal/value-text.ts";

/** What one wants to know of an action in its phase: why not yet, how far, what came of it, why not. */
export function noteOf(action: ActionStatus, now: Instant, paint: Paint): string {
  switch (action.phase) {
    case "pending":
      return action.needs === undefined || action.needs.length === 0
        ? ""
        : paint("dim", `after ${action.needs.join(", ")}`);
    case "waiting":
      if (action.for === "limit") return paint("yellow", "waits for a place");
      return paint(
        "yellow",
        `tries again${action.until === undefined ? "" : ` in ${durationToText(Math.max(0, Date.parse(action.until) - now))}`}`,
      );
    case "starting":
    case "running":
      return paint("cyan", progressText(action.attempts?.at(-1)));
    case "succeeded":
      return valuesText(action.outputs ?? {});
    case "failed":
    case "cancelled":
      return paint(action.phase === "failed" ? "red" : "yellow", howItEnded(action));
    case "skipped":
      return paint("dim", howItEnded(action));
  }
}

function progressText(attempt: AttemptStatus | undefined): string {
  const progress = attempt?.progress === undefined ? [] : [`${Math.round(attempt.progress * 100)} %`];
  const interim = attempt?.interim === undefined ? [] : [valuesText(attempt.interim)];
  return [...progress, ...interim].join("  ");
}

/** The reason and the words of an end; those of a cancel begin with the reason themselves. */
export function howItEnded({ reason, message }: { readonly reason?: string; readonly message?: string }): string {
  const isSaid = reason !== undefined && (message === reason || message?.startsWith(`${reason}: `));
  return [isSaid ? undefined : reason, message === undefined ? undefined : printable(message)]
    .filter((part) => part !== undefined)
    .join(": ");
}

function valuesText(values: JsonObject): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join(", ");
}
