/**
 * memo and memoOf, from content to what follows from it, invisible from outside: the one kind of module state allowed in
 * the pure rooms.
 */

/** A bounded table; the least recently used entry leaves first. */
export function memo<Value>(limit: number): (key: string, make: () => Value) => Value {
  const table = new Map<string, Value>();
  return (key, make) => {
    const known = table.get(key);
    if (known !== undefined) {
      table.delete(key);
      table.set(key, known);
      return known;
    }
    const value = make();
    table.set(key, value);
    if (table.size > limit) {
      const oldest = table.keys().next();
      if (!oldest.done) table.delete(oldest.value);
    }
    return value;
  };
}

/**
 * What follows from a value that never changes, found by the value itself; it goes when the value goes. Where more than
 * the value counts, `holds` tells whether what is remembered still does.
 */
export function memoOf<Key extends object, Value>(): (
  key: Key,
  make: () => Value,
  holds?: (known: Value) => boolean,
) => Value {
  const table = new WeakMap<Key, Value>();
  return (key, make, holds = () => true) => {
    const known = table.get(key);
    if (known !== undefined && holds(known)) return known;
    const value = make();
    table.set(key, value);
    return value;
  };
}
