/** What each node waits for, by name. Names that are no nodes are passed over. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/**
 * The cycles of a graph, each from a member back to it: `[a, b, a]` where a waits for b and b for a. Empty where there
 * is an order. Not recursive, because a chain may be as long as a file.
 */
export function cyclesIn(graph: Graph): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const path: Step[] = [stepOf(graph, start)];
    const onPath = new Set([start]);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = done.has(step.name) ? undefined : step.left.pop();
      if (next === undefined) {
        done.add(step.name);
        onPath.delete(step.name);
        path.pop();
      } else if (onPath.has(next)) {
        const names = path.map(({ name }) => name);
        cycles.push([...names.slice(names.indexOf(next)), next]);
      } else if (graph.has(next) && !done.has(next)) {
        path.push(stepOf(graph, next));
        onPath.add(next);
      }
    }
  }
  return cycles;
}

interface Step {
  readonly name: string;
  /** What it waits for and was not followed yet, the last first. */
  readonly left: string[];
}

function stepOf(graph: Graph, name: string): Step {
  return { name, left: [...(graph.get(name) ?? [])].reverse() };
}
