import type { SeededRandom } from "./seeded-random.ts";

/**
 * A pipeline of a shape that chance decides once for each version; `version` in its env makes each one differ. Whatever
 * runs longest in it ends within minutes.
 */
export function pipelineText(random: SeededRandom, name: string, version: number): string {
  const action = (n: number, more: readonly string[] = []) => `        - name: a${n}
          retry: { limit: ${random.between(0, 2)}, backoff: 1s, on: [disrupted, lost, failed] }
${more.map((line) => `          ${line}\n`).join("")}          spec:
            command: [work]
            env: { ${random.oneIn(2) ? "TOKEN: { secret: { name: forge, key: token } }" : 'PLAIN: "1"'} }
            outputs: { n: { type: integer, optional: true } }
            timeout: ${random.pick(["30s", "30s", "30s", "0"])}
            grace: 5s
            stopGrace: 2s`;
  return `apiVersion: pilotage/v1
kind: Pipeline
metadata: { name: ${name} }
spec:
  env: { VERSION: "${version}" }
  concurrency: { group: ${random.pick([name, name, "shared"])}, limit: ${random.between(1, 2)} }
  stages:
    - name: one
      mode: ${random.pick(["parallel", "sequence"])}
      failFast: ${random.oneIn(2)}
      actions:
${action(1)}
${action(2, random.oneIn(2) ? ["continueOnFailure: true"] : [])}
    - name: two
      actions:
${action(3, random.oneIn(3) ? ["needs: [a1]"] : [])}
${action(4, random.oneIn(2) ? ["needs: [{ action: a3, optional: true }]"] : [])}
  finally:
    - name: last
      spec: { command: [tell], timeout: 10s }
`;
}
