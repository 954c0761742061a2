import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInput } from "../../src/plan/plan-input.ts";
import { keyOfRequest } from "../../src/plan/request-key.ts";
import { applied, inputOf, type Kept, NOTHING_KEPT } from "./history.ts";

/** Files that pipelines and requests may have, many of them wrong. */
const pipelineFile = fc
  .record({
    name: fc.constantFrom("a", "b", "c"),
    on: fc.constantFrom(
      "",
      "on: {}, ",
      'on: { push: { paths: ["src/**"] } }, ',
      'on: { change: true, push: { paths: ["**/*.go", "!src/**"] } }, ',
    ),
    suspend: fc.constantFrom("", "suspend: true, "),
    inputs: fc.constantFrom(
      "",
      "inputs: { tag: { type: string } }, ",
      "inputs: { tag: { type: string, default: v1 } }, ",
    ),
    does: fc.constantFrom("component: greet", "component: gone", "spec: { script: echo a }", "spec: { scirpt: b }"),
  })
  .map(({ name, on, suspend, inputs, does }) =>
    document(
      "Pipeline",
      name,
      `{ ${suspend}${on}${inputs}stages: [{ name: all, actions: [{ name: hello, ${does} }] }] }`,
    ),
  );
const requestFile = fc.oneof(
  fc
    .tuple(fc.constantFrom("r", "s"), fc.constantFrom("a", "b", "d"), fc.constantFrom("", ", with: { tag: v2 }"))
    .map(([name, pipeline, given]) => document("Run", name, `{ pipeline: ${pipeline}${given} }`)),
  fc
    .tuple(fc.constantFrom("t", "u"), fc.constantFrom("a-1", "b-1", "a-2"))
    .map(([name, run]) => document("Cancel", name, `{ run: ${run} }`)),
);
const files = fc
  .record({
    pipelines: fc.array(pipelineFile, { maxLength: 4 }),
    requests: fc.array(requestFile, { maxLength: 4 }),
    component: fc.constantFrom("echo a", "echo b"),
    source: fc.constantFrom("one", "two"),
  })
  .map(({ pipelines, requests, component, source }) => [
    ...pipelines.map((text, i) => [`pipelines/${i}.yaml`, text] as const),
    ...requests.map((text, i) => [`runs/${i}.yaml`, text] as const),
    ["components/greet.yaml", document("Component", "greet", `{ script: ${component} }`)] as const,
    ["src/main.go", source] as const,
  ]);
const histories = fc.array(files, { minLength: 1, maxLength: 4 });

function document(kind: string, name: string, spec: string): string {
  return `apiVersion: pilotage/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
}

type Files = Parameters<typeof inputOf>[0];

const look = (number: number) => ({ commit: `c${number}`, commits: new Map(), at: number });

/** The last look of a history, with what the looks before it left. */
function lastLook(history: readonly (readonly (readonly [string, string])[])[]): {
  readonly files: Files;
  readonly kept: Kept;
} {
  let kept = NOTHING_KEPT;
  for (const [i, each] of history.slice(0, -1).entries())
    kept = applied(kept, makePlan(inputOf(new Map(each), kept, look(i))));
  return { files: new Map(history.at(-1)), kept };
}

describe("whatever a repository holds and held,", () => {
  test("a plan that was applied leaves nothing to do", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { files, kept } = lastLook(history);
        const first = makePlan(inputOf(files, kept, look(8)));

        const { starts, cancels, cursors, fates } = makePlan(inputOf(files, applied(kept, first), look(9)));

        // Where all is gone, requests for runs go on waiting; everything else is done.
        assert.deepEqual({ starts, cancels, cursors, fates }, { starts: [], cancels: [], cursors: [], fates: [] });
      }),
      { numRuns: 100 },
    );
  });

  test("the order of files and definitions changes nothing", () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, keys) => {
        const { files, kept } = lastLook(history);
        const input = inputOf(files, kept, look(8));

        assert.deepEqual(makePlan(shuffled(input, keys)), makePlan(input));
      }),
      { numRuns: 100 },
    );
  });

  test("every pipeline is named once: it starts, stays or is refused", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { files, kept } = lastLook(history);
        const input = inputOf(files, kept, look(8));
        const { pipelines, invalidPipelines } = input.definitions;
        const known = new Set([...pipelines.keys(), ...invalidPipelines.keys(), ...kept.cursors.keys()]);

        assert.deepEqual(pipelinesNamed(makePlan(input)).sort(), [...known].sort());
      }),
      { numRuns: 100 },
    );
  });

  test("numbers follow each other, and a cursor only ever grows", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { files, kept } = lastLook(history);
        const plan = makePlan(inputOf(files, kept, look(8)));

        for (const { pipeline, from, to } of plan.cursors) {
          const numbers = plan.starts.filter((start) => start.pipeline === pipeline).map(({ number }) => number);
          assert.deepEqual(
            numbers,
            Array.from({ length: numbers.length }, (_, i) => (from?.lastNumber ?? 0) + i + 1),
          );
          assert.equal(to.lastNumber, (from?.lastNumber ?? 0) + numbers.length);
          assert.ok(to.generation - (from?.generation ?? 0) <= 1 && to.generation >= (from?.generation ?? 0));
        }
      }),
      { numRuns: 100 },
    );
  });
});

test("an input is named by each of its problems", () => {
  const files = new Map([
    [
      "pipelines/a.yaml",
      document(
        "Pipeline",
        "a",
        "{ inputs: { n: { type: integer } }, stages: [{ name: all, actions: [{ name: x, spec: { script: a } }] }] }",
      ),
    ],
    ["runs/a.yaml", document("Run", "r", "{ pipeline: a, with: { n: many } }")],
  ]);

  const { refused } = makePlan(inputOf(files, NOTHING_KEPT, look(1)));

  assert.deepEqual(refused, [{ what: "Run r", because: "input `n`: must be a whole number, not text" }]);
});

test("a cancel that counted before its fate was written down is accepted, though its run has ended by it", () => {
  const input = inputOf(new Map([["runs/a.yaml", document("Cancel", "c", "{ run: a-1 }")]]), NOTHING_KEPT, look(1));
  const [request] = input.definitions.requests;
  assert.ok(request);
  const ended = { run: "a-1", pipeline: "a", number: 1, phase: "cancelled" } as const;
  const fateOf = (cancelledBy: readonly string[]) =>
    makePlan({ ...input, runs: [{ ...ended, cancelledBy }] }).fates[0]?.fate;

  assert.equal(fateOf([keyOfRequest(request)]), "accepted");
  assert.equal(fateOf(["Cancel/another/3f9c"]), "nothing-to-do");
});

function pipelinesNamed({ starts, stays, refused }: Plan): string[] {
  const reasoned = [...stays, ...refused].flatMap(({ what }) => /^Pipeline (.*)/.exec(what)?.[1] ?? []);
  return [...reasoned, ...starts.filter(({ trigger }) => trigger.type !== "request").map(({ pipeline }) => pipeline)];
}

function shuffled(input: PlanInput, keys: Iterable<number>): PlanInput {
  const key = keys[Symbol.iterator]();
  const list = <Item>(items: Iterable<Item>): Item[] =>
    [...items]
      .map((item) => [Number(key.next().value), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const map = <Value>(values: ReadonlyMap<string, Value>) => new Map(list(values));
  const { definitions } = input;
  return {
    ...input,
    entries: list(input.entries),
    prepared: map(input.prepared),
    cursors: map(input.cursors),
    definitions: {
      ...definitions,
      components: map(definitions.components),
      pipelines: map(definitions.pipelines),
      invalidPipelines: map(definitions.invalidPipelines),
      requests: list(definitions.requests),
    },
  };
}
