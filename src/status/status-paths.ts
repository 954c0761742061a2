/** Where each file lies in the status tree (formats: status files). */
export const README_PATH = "README.md";
export const OWNER_PATH = "status/owner.yaml";
export const DIAGNOSTICS_PATH = "status/diagnostics.yaml";
export const REQUESTS_PATH = "status/requests.yaml";

export function pipelineStatusPath(pipeline: string): string {
  return `status/pipelines/${pipeline}/status.yaml`;
}

export function pipelineReadmePath(pipeline: string): string {
  return `status/pipelines/${pipeline}/README.md`;
}

export function badgePath(pipeline: string): string {
  return `status/pipelines/${pipeline}/badge.svg`;
}

export function runStatusPath(pipeline: string, number: number): string {
  return `status/runs/${pipeline}/${number}.yaml`;
}

export function logPath(pipeline: string, number: number, action: string): string {
  return `status/runs/${pipeline}/${number}/${action}.log`;
}

export function dataPath(pipeline: string, number: number, digest: string): string {
  return `status/runs/${pipeline}/${number}/data/${digest}`;
}

/** Reads the pipeline and number of a run back from the path of any of its files. */
export function runOfPath(path: string): { readonly pipeline: string; readonly number: number } | undefined {
  const match = /^status\/runs\/([^/]+)\/([1-9]\d{0,14})(?:\.yaml$|\/)/.exec(path);
  return match?.[1] === undefined ? undefined : { pipeline: match[1], number: Number(match[2]) };
}

/** Reads the pipeline back from the path of its status file. Without a regular expression: it is asked of every path of a tree. */
export function pipelineOfStatusPath(path: string): string | undefined {
  if (!path.startsWith("status/pipelines/") || !path.endsWith("/status.yaml")) return undefined;
  const name = path.slice("status/pipelines/".length, -"/status.yaml".length);
  return name === "" || name.includes("/") ? undefined : name;
}

/** Reads the pipeline back from the path of its page or badge. */
export function pipelineOfPagePath(path: string): string | undefined {
  return /^status\/pipelines\/([^/]+)\/(?:README\.md|badge\.svg)$/.exec(path)?.[1];
}
