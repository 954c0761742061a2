import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { cyclesIn } from "../../src/plan/graph.ts";

describe("the cycles of a graph:", () => {
  const table: readonly (readonly [string, { readonly [name: string]: readonly string[] }, readonly string[]])[] = [
    ["none where there is an order", { a: [], b: ["a"], c: ["a", "b"], d: ["c", "a"] }, []],
    ["none by a name that is no node", { a: ["x"], b: ["a", "y"] }, []],
    ["two that wait for each other", { a: ["b"], b: ["a"] }, ["a → b → a"]],
    ["one that waits for itself", { a: ["a"] }, ["a → a"]],
    ["a long one, from its first member", { z: ["a"], a: ["b"], b: ["c", "x"], c: ["a"], x: [] }, ["a → b → c → a"]],
    ["two apart", { a: ["b"], b: ["a"], c: ["d"], d: ["c"] }, ["a → b → a", "c → d → c"]],
    ["two through one node", { a: ["b", "c"], b: ["a"], c: ["a"] }, ["a → b → a", "a → c → a"]],
  ];

  for (const [what, graph, cycles] of table) {
    test(what, () => {
      assert.deepEqual(
        cyclesIn(new Map(Object.entries(graph))).map((cycle) => cycle.join(" → ")),
        cycles,
      );
    });
  }
});

test("a graph has a cycle exactly where its nodes cannot be put in order", () => {
  const node = fc.integer({ min: 0, max: 7 }).map(String);
  const graphs = fc.dictionary(node, fc.array(node, { maxLength: 3 }), { maxKeys: 8 });

  fc.assert(
    fc.property(graphs, (graph) => {
      const nodes = new Map(Object.entries(graph));
      const cycles = cyclesIn(nodes);

      assert.equal(cycles.length > 0, !hasOrder(nodes));
      for (const cycle of cycles) {
        assert.equal(cycle[0], cycle.at(-1));
        for (const [i, name] of cycle.slice(1).entries()) assert.ok(nodes.get(cycle[i] ?? "")?.includes(name));
      }
    }),
  );
});

test("a chain of a hundred thousand is no trouble", () => {
  const chain = new Map(Array.from({ length: 100_000 }, (_, i) => [`${i}`, [`${i + 1}`]]));

  assert.deepEqual(cyclesIn(chain), []);
});

/** Takes away what waits for nothing, until nothing is left or all wait. */
function hasOrder(graph: ReadonlyMap<string, readonly string[]>): boolean {
  const left = new Map(graph);
  const free = () => [...left].find(([, needs]) => !needs.some((need) => left.has(need)))?.[0];
  for (let name = free(); name !== undefined; name = free()) left.delete(name);
  return left.size === 0;
}
