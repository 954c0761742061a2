import { durationToText } from "../../base/duration.ts";
import type { Instant } from "../../base/instant.ts";
import type { ActionStatus, RunStatus } from "../../status/run-status.ts";
import { elapsed } from "../status/elapsed.ts";
import { noteOf } from "../status/note-of.ts";
import type { Paint } from "../terminal/paint.ts";
import { phaseMark, phaseWord } from "../terminal/phase-mark.ts";

/** What happened between two states of a run, one line for each action that moved on: for where nothing can be drawn over. */
export function changeLines(
  before: RunStatus | undefined,
  after: RunStatus,
  now: Instant,
  paint: Paint,
): readonly string[] {
  const known = new Map(before ? stepsOf(before).map(({ path, action }) => [path, action]) : []);
  return stepsOf(after)
    .filter(({ path, action }) => hasMovedOn(known.get(path), action))
    .map(({ path, action }) => {
      const time = action.endedAt === undefined ? undefined : elapsed(action, now);
      const took = time === undefined ? "" : ` after ${durationToText(time)}`;
      const note = noteOf(action, now, paint);
      return `${phaseMark(action.phase, paint)} ${path} ${phaseWord(action.phase, paint)}${took}${note === "" ? "" : `  ${note}`}`;
    });
}

function stepsOf({ status }: RunStatus): readonly { readonly path: string; readonly action: ActionStatus }[] {
  const groups = [...status.stages, { name: "finally", actions: status.finally }];
  return groups.flatMap(({ name, actions }) => actions.map((action) => ({ path: `${name}/${action.name}`, action })));
}

/** Another phase, or another attempt. That it starts is said once it runs, and nearly every action waits for its place a moment. */
function hasMovedOn(before: ActionStatus | undefined, after: ActionStatus): boolean {
  if (after.phase === "pending" || after.phase === "starting" || after.for === "limit") return false;
  return (
    before?.phase !== after.phase || (after.phase === "running" && before.attempts?.length !== after.attempts?.length)
  );
}
