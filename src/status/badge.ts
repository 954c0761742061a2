import type { PipelineStatus } from "./pipeline-status.ts";

const COLOURS = { good: "#2ea043", bad: "#d1242f", busy: "#0969da", quiet: "#6e7781" } as const;

/** `badge.svg` of a pipeline: its name, and how its last run went. */
export function badge({ metadata, status }: PipelineStatus): string {
  const { text, colour } = shownOf(status);
  const [left, right] = [widthOf(metadata.name), widthOf(text)];
  const [name, shown] = [xmlText(metadata.name), xmlText(text)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${name}: ${shown}">
  <title>${name}: ${shown}</title>
  <clipPath id="round"><rect width="${left + right}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#round)">
    <rect width="${left}" height="20" fill="#424a53"/>
    <rect x="${left}" width="${right}" height="20" fill="${colour}"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="${left / 2}" y="14">${name}</text>
    <text x="${left + right / 2}" y="14">${shown}</text>
  </g>
</svg>
`;
}

function shownOf({ phase, lastRuns }: PipelineStatus["status"]): { readonly text: string; readonly colour: string } {
  if (phase === "invalid") return { text: "invalid", colour: COLOURS.bad };
  if (phase === "suspended" || phase === "deleted") return { text: phase, colour: COLOURS.quiet };
  const [last] = lastRuns;
  if (!last) return { text: "no runs", colour: COLOURS.quiet };
  return { text: last.phase, colour: COLOURS[MOOD[last.phase]] };
}

const MOOD = { queued: "busy", running: "busy", succeeded: "good", failed: "bad", cancelled: "quiet" } as const;

/** About 6.6 pixels for each character at this size, and a margin. */
function widthOf(text: string): number {
  return Math.round([...text].length * 6.6) + 12;
}

function xmlText(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
