/** By path: the keys and indices that lead to the value, as a JSON array. */
export type ValuesAside = ReadonlyMap<string, unknown>;

/** In characters of JSON. */
const LIMIT = 4_096;

/** The fields that hold what components and people said: only these are large while the rest of a progress is small. */
const VALUE_FIELDS: ReadonlySet<string> = new Set(["with", "output", "outputs", "interim", "result", "tail"]);

const NONE: ValuesAside = new Map();

/**
 * A progress as JSON text without the values over 4 KiB, and those by their paths, because a progress is rewritten
 * with every fact and they are not. `before`: what stood aside the last time; the same value is not measured again.
 * `small`: parts that hold no large value, learnt here; a state shares most of its parts with the one before.
 */
export function setValuesAside(
  progress: object,
  before: ValuesAside = NONE,
  small: WeakSet<object> = new WeakSet(),
): { text: string; values: ValuesAside } {
  if (before.size === 0) {
    const text = JSON.stringify(progress);
    if (text.length <= LIMIT) return { text, values: NONE };
  }
  const values = new Map<string, unknown>();
  const takesAside = (path: Path, value: unknown) => {
    const key = JSON.stringify(path);
    const stoodAside = before.has(key) && before.get(key) === value;
    if (!stoodAside && !isLarge(value)) return false;
    values.set(key, value);
    return true;
  };
  const withoutLargeValues = (node: unknown, path: Path): unknown => {
    if (!isObject(node) || small.has(node)) return node;
    const taken = values.size;
    const kept = Array.isArray(node)
      ? node.map((item, index) => withoutLargeValues(item, [...path, index]))
      : Object.fromEntries(
          Object.entries(node).flatMap(([key, value]) => {
            const at = [...path, key];
            if (!VALUE_FIELDS.has(key)) return [[key, withoutLargeValues(value, at)]];
            return takesAside(at, value) ? [] : [[key, value]];
          }),
        );
    if (values.size > taken) return kept;
    small.add(node);
    return node;
  };
  return { text: JSON.stringify(withoutLargeValues(progress, [])), values };
}

/** Puts values (JSON texts by their paths) back into a freshly parsed progress, in place; throws where a path leads nowhere. */
export function putValuesBack(progress: unknown, texts: ReadonlyMap<string, string>): void {
  for (const [key, text] of texts) {
    const path: unknown = JSON.parse(key);
    if (!Array.isArray(path)) throw new Error(`no path: ${key}`);
    const last: unknown = path.pop();
    const holder = path.reduce<unknown>(ownPart, progress);
    if (!isObject(holder) || typeof last !== "string") throw new Error(`nothing holds ${key}`);
    holder[last] = JSON.parse(text);
  }
}

/** Never what every object has, such as `__proto__`. */
function ownPart(node: unknown, step: unknown): unknown {
  return isObject(node) && Object.hasOwn(node, String(step)) ? node[String(step)] : undefined;
}

type Path = readonly (string | number)[];

function isLarge(value: unknown): boolean {
  if (typeof value === "string") return value.length > LIMIT;
  return isObject(value) && JSON.stringify(value).length > LIMIT;
}

function isObject(node: unknown): node is { [key: string]: unknown } {
  return typeof node === "object" && node !== null;
}
