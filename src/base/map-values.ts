/** A table with the same names, each with what its value, or value and name, is turned into. */
export function mapValues<From, To>(
  table: { readonly [name: string]: From },
  turn: (value: From, name: string) => To,
): { readonly [name: string]: To } {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, turn(value, name)]));
}
