import type { Files } from "../test/fixtures/commit-stream.ts";

/** As a definition of everyday use has it. */
const BYTES = 700;

/** Half of them components, half of them pipelines that use three each; about 700 bytes a file. */
export function manyDefinitions(count: number): Files {
  const half = count / 2;
  const indices = Array.from({ length: half }, (_, index) => index);
  return Object.fromEntries([
    ...indices.map((index) => [componentPath(index), component(index, 0)]),
    ...indices.map((index) => [pipelinePath(index), pipeline(index, half, 0)]),
  ]);
}

/** One file of these in a new version: in turns a component and a pipeline. */
export function oneDefinition(version: number, count: number): Files {
  const index = (version * 7) % (count / 2);
  return version % 2 === 0
    ? { [componentPath(index)]: component(index, version + 1) }
    : { [pipelinePath(index)]: pipeline(index, count / 2, version + 1) };
}

function componentPath(index: number): string {
  return `components/team-${index % 50}/component-${index}.yaml`;
}

function pipelinePath(index: number): string {
  return `pipelines/team-${index % 50}/pipeline-${index}.yaml`;
}

function component(index: number, version: number): string {
  return filled(`apiVersion: pilotage/v1
kind: Component
metadata: { name: component-${index}, description: Tests a part of the product. }
spec:
  image: node:24
  inputs:
    level: { type: string, enum: [quick, full], default: quick }
    packages: { type: array, items: { type: string }, default: ["./..."] }
  outputs:
    passed: { type: integer, minimum: 0 }
  env:
    VERSION: "${version}"
    LEVEL: level \${{ inputs.level }}
  timeout: 10m
  retry: { limit: 2, backoff: 10s, on: [disrupted, failed] }
  script: |
    npm ci
    npm test -- --level "$INPUT_LEVEL" > report.txt
    echo "[COUT] passed = $(grep -c ok report.txt)"
`);
}

function pipeline(index: number, components: number, version: number): string {
  const used = (offset: number) => `component-${(index + offset) % components}`;
  return filled(`apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: pipeline-${index} }
spec:
  inputs:
    level: { type: string, enum: [quick, full], default: quick }
  env: { VERSION: "${version}" }
  stages:
    - name: verify
      actions:
        - { name: unit, component: ${used(0)}, with: { level: "\${{ inputs.level }}" } }
        - { name: lint, component: ${used(1)} }
    - name: publish
      when: inputs.level == "full" && actions.unit.outputs.passed > 0
      actions:
        - { name: push, component: ${used(2)}, with: { packages: ["\${{ string(actions.unit.outputs.passed) }}"] } }
`);
}

function filled(text: string): string {
  return `${text}# ${"-".repeat(Math.max(0, BYTES - text.length - 3))}\n`;
}
