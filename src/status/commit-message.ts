import type { RunStatus } from "./run-status.ts";

/** How many runs the first line names. */
const NAMED = 3;

/** The message of a status commit: in a line what it says of runs, or else `otherwise`; then trailers to search for. */
export function commitMessage(runs: readonly RunStatus[], otherwise: string, commit: string | undefined): string {
  const commits = new Set(runs.length > 0 ? runs.map(({ spec }) => spec.commit) : commit === undefined ? [] : [commit]);
  const trailers = [
    ...runs.map(({ metadata }) => `Pilotage-Run: ${metadata.name}`),
    ...[...commits].map((sha) => `Pilotage-Commit: ${sha}`),
  ];
  const subject = runs.length > 0 ? subjectOf(runs) : otherwise;
  return trailers.length > 0 ? `${subject}\n\n${trailers.join("\n")}\n` : `${subject}\n`;
}

function subjectOf(runs: readonly RunStatus[]): string {
  const [first] = runs;
  if (first && runs.length === 1) return `${howItGoes(first)}${whyItFailed(first)}`;
  const named = [...runs].sort((a, b) => URGENCY[a.status.phase] - URGENCY[b.status.phase]).slice(0, NAMED);
  return `${runs.length} runs: ${named.map(howItGoes).join(", ")}${runs.length > NAMED ? ", …" : ""}`;
}

const URGENCY = { failed: 0, cancelled: 1, succeeded: 2, running: 3, queued: 4 };

function howItGoes({ metadata, status }: RunStatus): string {
  return `${metadata.name} ${status.phase}`;
}

/** The first action that failed, and its reason: most often it is the run's own. */
function whyItFailed({ status }: RunStatus): string {
  if (status.phase !== "failed") return "";
  const actions = [...status.stages.flatMap((stage) => stage.actions), ...status.finally];
  const failed = actions.find(({ phase }) => phase === "failed");
  const words = failed ? [failed.name, failed.reason] : [status.reason];
  return `: ${words.filter((word) => word !== undefined).join(" ")}`;
}
