import { stringify } from "yaml";
import type {
  ActionSpec,
  CancelSpec,
  ComponentSpec,
  PipelineSpec,
  RunSpec,
} from "../../src/definitions/types.generated.ts";

/** The text of a pipeline. */
export function pipelineOf(name: string, spec: PipelineSpec): string {
  return document("Pipeline", name, spec);
}

/** The text of a pipeline with one stage, whose actions are these, each a component in place. */
export function pipelineOfOne(
  name: string,
  actions: Readonly<Record<string, ComponentSpec>>,
  more: Omit<PipelineSpec, "stages"> = {},
): string {
  return pipelineOf(name, { ...more, stages: [{ name: "only", actions: inPlace(actions) }] });
}

/** Actions with their components in place. */
export function inPlace(actions: Readonly<Record<string, ComponentSpec>>): readonly ActionSpec[] {
  return Object.entries(actions).map(([name, spec]) => ({ name, spec }));
}

/** The text of a component. */
export function componentOf(name: string, spec: ComponentSpec): string {
  return document("Component", name, spec);
}

/** The text of a Run request. */
export function runOf(name: string, spec: RunSpec): string {
  return document("Run", name, spec);
}

/** The text of a Cancel request. */
export function cancelOf(name: string, spec: CancelSpec): string {
  return document("Cancel", name, spec);
}

/** A script in Node; `call(event, body)` calls the engine and answers its status. */
export function nodeScript(body: string): string {
  return `#!/usr/bin/env node
const call = async (event, body = {}) =>
  (await fetch(process.env[event] ?? event, { method: "POST", body: JSON.stringify(body) })).status;
(async () => {
${body}
})();
`;
}

/** A line of shell that goes on once there is this file; it ends by itself once the test is over and has removed the folder. */
export function waitsFor(file: string): string {
  return `while [ ! -e '${file}' ]; do [ -d "$(dirname '${file}')" ] || exit 99; sleep 0.05; done`;
}

function document(kind: string, name: string, spec: object): string {
  const whole = { apiVersion: "pilotage/v1", kind, metadata: { name }, spec };
  return stringify(whole, { aliasDuplicateObjects: false, lineWidth: 0 });
}
