import { isMap, isScalar, isSeq, type Pair, type ParsedNode } from "yaml";
import type { Place } from "../base/diagnostic.ts";

type Target = { readonly node: ParsedNode | null; readonly key?: ParsedNode };

/**
 * The offset in the text that a place of a document stands for: where its value begins, or its key for a mapping or list
 * on lines of its own. Where the place does not exist, that of the nearest value around it.
 */
export function offsetOfPlace(contents: ParsedNode, place: Pick<Place, "pointer" | "key">): number {
  let target: Target = { node: contents };
  for (const [index, step] of place.pointer.entries()) {
    const next = stepInto(target.node, step);
    if (next === undefined) return offsetOf(target);
    target = next;
    if (place.key && index === place.pointer.length - 1 && next.key) return next.key.range[0];
  }
  return offsetOf(target);
}

/** An alias is not followed: what stands in the file at this place is the alias. */
function stepInto(node: ParsedNode | null, step: string | number): Target | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as ParsedNode | undefined;
    return item && { node: item };
  }
  if (!isMap(node)) return undefined;
  const pair = (node.items as Pair<ParsedNode, ParsedNode | null>[]).find(
    ({ key }) => isScalar(key) && key.value === step,
  );
  return pair && { node: pair.value, key: pair.key };
}

function offsetOf({ node, key }: Target): number {
  const isOnOwnLines = (isMap(node) || isSeq(node)) && !node.flow;
  const isNothing = node === null || (isScalar(node) && node.source === "");
  const shown = key && (isOnOwnLines || isNothing) ? key : node;
  return shown?.range?.[0] ?? 0;
}
