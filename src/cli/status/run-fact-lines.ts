import type { Trigger } from "../../plan/plan.ts";
import type { RunStatus } from "../../status/run-status.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";

/** What a run was made of: its commit, what started it, its inputs, who cancelled it, where its logs lie. */
export function runFactLines({ spec, status }: RunStatus, paint: Paint): readonly string[] {
  const inputs = Object.entries(spec.with).map(([name, value]) => `${name} = ${valueText(value)}`);
  const logs = [...status.stages.flatMap((stage) => stage.actions), ...status.finally].flatMap(
    ({ log }) => log?.path ?? [],
  );
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["commit", [spec.commit]],
    ["trigger", [triggerText(spec.trigger)]],
    ["inputs", inputs],
    ["queued", [status.queuedAt]],
    ["cancels", (status.cancels ?? []).map(({ at, reason }) => `${at} ${reason}`)],
    ["logs", logs],
  ];
  return table(
    facts.flatMap(([name, values]) => values.map((value, index) => [index === 0 ? paint("dim", name) : "", value])),
  );
}

function triggerText(trigger: Trigger): string {
  return trigger.type === "request" ? `Run ${trigger.request}` : trigger.type;
}
