import type { Files } from "../test/fixtures/commit-stream.ts";

/** Pipelines of one action that start only by request, and `runs` requests for each of them, in one commit. */
export function requestedRuns(options: {
  readonly pipelines: number;
  readonly runs: number;
  readonly groupLimit: number;
  readonly script: string;
}): Files {
  const indices = Array.from({ length: options.pipelines }, (_, index) => index);
  return Object.fromEntries([
    ["components/work.yaml", component(options.script)],
    ...indices.map((index) => [`pipelines/bench-${index}.yaml`, pipeline(index, options.groupLimit)]),
    ...indices.map((index) => [`runs/bench-${index}.yaml`, requests(index, options.runs)]),
  ]);
}

function component(script: string): string {
  return `apiVersion: pilotage/v1
kind: Component
metadata: { name: work }
spec: { script: ${JSON.stringify(script)} }
`;
}

function pipeline(index: number, groupLimit: number): string {
  return `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: bench-${index} }
spec:
  on: { change: false }
  concurrency: { limit: ${groupLimit} }
  stages: [{ name: only, actions: [{ name: work, component: work }] }]
`;
}

function requests(index: number, runs: number): string {
  const documents = Array.from(
    { length: runs },
    (_, run) => `apiVersion: pilotage/v1
kind: Run
metadata: { name: run-${index}-${run} }
spec: { pipeline: bench-${index} }
`,
  );
  return documents.join("---\n");
}
