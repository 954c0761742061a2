import { type Cel, pathOf } from "./cel.ts";

/** Names that were asked for by `has()` and are there. */
export type Present = ReadonlySet<string>;

/** What is certainly there once the expression has come out as `outcome`: what the other side of `&&`, `||` and `?:` may rely on. */
export function presentWhen(cel: Cel, outcome: boolean): Present {
  switch (cel.op) {
    case "has":
      return new Set(outcome ? [presenceKey(cel.field)].filter((key) => key !== undefined) : []);
    case "not":
      return presentWhen(cel.of, !outcome);
    case "and":
    case "or": {
      const [left, right] = [presentWhen(cel.left, outcome), presentWhen(cel.right, outcome)];
      return (cel.op === "and") === outcome ? left.union(right) : left.intersection(right);
    }
    default:
      return new Set();
  }
}

/** How a name that may lack is written in `Present`; undefined where it is no plain chain of names. */
export function presenceKey(cel: Cel): string | undefined {
  const path = pathOf(cel);
  return path && JSON.stringify(path);
}
