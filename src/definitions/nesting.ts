import type { YamlToken } from "./yaml-tokens.ts";

/**
 * Measures how deep collections nest at each token, by flow brackets and by indentation; never less than what a parser
 * builds of it, in valid YAML and in broken YAML alike.
 */
export function nestingMeter(): (token: YamlToken) => number {
  const blocks: Block[] = [];
  const flows: Flow[] = [];
  /** Pairs within a pair, as in the broken [a: b: c]. */
  let pairs = 0;
  /** Where the key begins, if a colon comes. */
  let contentColumn: number | undefined;

  return (token) => {
    const flow = flows.at(-1);
    switch (token.type) {
      case "flow-map-start":
      case "flow-seq-start":
        contentColumn ??= token.column;
        flows.push({ colons: 0, expectedColons: token.type === "flow-map-start" ? 1 : 0 });
        break;
      case "comma":
      case "flow-map-end":
      case "flow-seq-end":
        if (flow) pairs -= pairsIn(flow);
        if (flow) flow.colons = 0;
        if (token.type !== "comma") flows.pop();
        break;
      case "flow-error-end":
      case "doc-start":
      case "doc-end":
        flows.length = 0;
        pairs = 0;
        if (token.type !== "flow-error-end") blocks.length = 0;
        contentColumn = undefined;
        break;
      case "newline":
        if (!flow) contentColumn = undefined;
        break;
      case "seq-item-ind":
      case "map-value-ind":
        if (flow) {
          pairs -= pairsIn(flow);
          flow.colons++;
          pairs += pairsIn(flow);
        } else {
          const isSequence = token.type === "seq-item-ind";
          enter(blocks, { column: isSequence ? token.column : (contentColumn ?? token.column), isSequence });
          contentColumn = undefined;
        }
        break;
      case "space":
      case "comment":
      case "doc-mode":
      case "scalar":
        break;
      default:
        contentColumn ??= token.column;
    }
    return blocks.length + flows.length + pairs;
  };
}

interface Flow {
  /** Since the last comma. */
  colons: number;
  /** What one pair of it has, without being a collection of its own. */
  readonly expectedColons: number;
}

interface Block {
  readonly column: number;
  readonly isSequence: boolean;
}

function pairsIn({ colons, expectedColons }: Flow): number {
  return Math.max(0, colons - expectedColons);
}

/** A block ends what is indented further; only a list may stand in a mapping without being indented itself. */
function enter(blocks: Block[], block: Block): void {
  for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
    if (last.column < block.column) break;
    if (last.column === block.column && last.isSequence === block.isSequence) return;
    if (last.column === block.column && block.isSequence) break;
    blocks.pop();
  }
  blocks.push(block);
}
