/** Finds any of many literal texts in one pass, in time linear in what is read (Aho and Corasick, 1975). */
export interface LiteralFinder {
  /** Where it stands before anything is read. */
  readonly start: Standing;
  /**
   * Reads `text` from `from` on and says where it stands then. `found` hears of each place where a literal ends, with
   * the start of the longest that ends there.
   */
  read(standing: Standing, text: string, from: number, found: (start: number, end: number) => void): Standing;
}

/** What was read last, as far as it may be the beginning of a literal. */
export interface Standing {
  /** The length of that beginning. */
  readonly depth: number;
}

/** Compares by UTF-16 units; no literal may be empty. */
export function createLiteralFinder(literals: Iterable<string>): LiteralFinder {
  const root = aNode(0, 0);
  for (const literal of literals) add(root, literal);
  link(root);
  const fromRoot = Array.from({ length: 128 }, (_, unit) => childOf(root, unit)); // most of the time is spent there

  function after(before: Node, unit: number): Node {
    for (let node: Node | undefined = before; node !== undefined; node = node.fallback) {
      const next = node === root && unit < 128 ? fromRoot[unit] : childOf(node, unit);
      if (next) return next;
    }
    return root;
  }

  return {
    start: root,
    read(standing, text, from, found) {
      let node = standing as Node; // the only ones that it gives out
      for (let at = from; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (node === root && unit < 128 && fromRoot[unit] === undefined) continue;
        node = after(node, unit);
        if (node.longest > 0) found(at + 1 - node.longest, at + 1);
      }
      return node;
    },
  };
}

/** A beginning of literals. Its children are a linked list, so that a long secret costs little for each character. */
interface Node extends Standing {
  readonly unit: number;
  /** The length of the longest literal that ends here; 0 = none. */
  longest: number;
  /** The longest other beginning that this one ends with; only the root has none. */
  fallback: Node | undefined;
  firstChild: Node | undefined;
  sibling: Node | undefined;
}

function aNode(unit: number, depth: number, sibling?: Node): Node {
  return { unit, depth, longest: 0, fallback: undefined, firstChild: undefined, sibling };
}

function childOf(node: Node, unit: number): Node | undefined {
  let child = node.firstChild;
  while (child !== undefined && child.unit !== unit) child = child.sibling;
  return child;
}

function add(root: Node, literal: string): void {
  let node = root;
  for (let at = 0; at < literal.length; at++) {
    const unit = literal.charCodeAt(at);
    let child = childOf(node, unit);
    if (!child) node.firstChild = child = aNode(unit, node.depth + 1, node.firstChild);
    node = child;
  }
  node.longest = node.depth;
}

/** Level by level, because a fallback is always shorter. */
function link(root: Node): void {
  const queue = [root];
  for (const parent of queue) {
    for (let node = parent.firstChild; node !== undefined; node = node.sibling) {
      node.fallback = fallbackOf(node, parent) ?? root;
      node.longest = Math.max(node.longest, node.fallback.longest);
      queue.push(node);
    }
  }
}

function fallbackOf({ unit }: Node, parent: Node): Node | undefined {
  for (let shorter = parent.fallback; shorter !== undefined; shorter = shorter.fallback) {
    const child = childOf(shorter, unit);
    if (child) return child;
  }
  return undefined;
}
