import { durationToText } from "../base/duration.ts";
import { instantFromText } from "../base/instant.ts";
import { phaseOfAll } from "./phase-of-all.ts";
import type { ActionStatus, RunStatus } from "./run-status.ts";

/** Above this many actions a graph is no help any more (and forges refuse it): then each stage is one node. */
const SHOWN_ACTIONS = 60;

/** A run as a Mermaid flowchart: stages from left to right, their actions with phase and duration, needs as arrows. */
export function mermaid({ status }: RunStatus): string {
  const stages = [
    ...status.stages.map(({ name, phase, actions }) => ({ name, phase, actions })),
    ...(status.finally.length > 0
      ? [{ name: "finally", phase: phaseOfAll(status.finally), actions: status.finally }]
      : []),
  ];
  const ids = new Map(stages.flatMap(({ actions }, s) => actions.map(({ name }, a) => [name, `s${s}a${a}`] as const)));
  const isDetailed = ids.size <= SHOWN_ACTIONS;
  const stageLines = stages.flatMap((stage, s) =>
    isDetailed
      ? [
          `  subgraph s${s}["${mermaidText(stage.name)}"]`,
          ...stage.actions.map((action) => node(ids.get(action.name), action)),
          "  end",
        ]
      : [`  s${s}["${mermaidText(stage.name)}<br/>${stage.phase}, ${stage.actions.length} actions"]:::${stage.phase}`],
  );
  const order = stages.slice(1).map((_, s) => `  s${s} --> s${s + 1}`);
  const needs = isDetailed ? stages.flatMap(({ actions }) => actions.flatMap((action) => needLines(action, ids))) : [];
  const lines = ["flowchart LR", ...stageLines, ...order, ...needs];
  return [...lines, ...stylesOf(lines)].join("\n");
}

function node(id: string | undefined, action: ActionStatus): string {
  const how =
    action.reason === undefined || action.reason === action.phase ? action.phase : `${action.phase}: ${action.reason}`;
  const lines = [action.name, how, ...tookOf(action)].map(mermaidText);
  return `    ${id}["${lines.join("<br/>")}"]:::${action.phase}`;
}

function needLines(action: ActionStatus, ids: ReadonlyMap<string, string>): string[] {
  return (action.needs ?? []).flatMap((need) =>
    ids.has(need) ? [`  ${ids.get(need)} --> ${ids.get(action.name)}`] : [],
  );
}

function tookOf({ startedAt, endedAt }: ActionStatus): string[] {
  const from = instantFromText(startedAt ?? "");
  const to = instantFromText(endedAt ?? "");
  return from === undefined || to === undefined ? [] : [durationToText(Math.max(0, to - from))];
}

function stylesOf(lines: readonly string[]): string[] {
  return Object.entries(STYLES).flatMap(([phase, style]) =>
    lines.some((line) => line.endsWith(`:::${phase}`)) ? [`  classDef ${phase} ${style}`] : [],
  );
}

/** Text inside the quotes of a label. */
function mermaidText(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/[^\p{L}\p{N} .,:/()_-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

const STYLES: { readonly [Phase in ActionStatus["phase"]]: string } = {
  pending: "fill:#f6f8fa,stroke:#afb8c1,color:#1f2328",
  waiting: "fill:#fff8c5,stroke:#9a6700,color:#1f2328",
  starting: "fill:#ddf4ff,stroke:#0969da,color:#1f2328",
  running: "fill:#ddf4ff,stroke:#0969da,color:#1f2328",
  succeeded: "fill:#dafbe1,stroke:#2ea043,color:#1f2328",
  failed: "fill:#ffebe9,stroke:#d1242f,color:#1f2328",
  cancelled: "fill:#eaeef2,stroke:#6e7781,color:#1f2328",
  skipped: "fill:#f6f8fa,stroke:#afb8c1,color:#6e7781,stroke-dasharray:3",
};
