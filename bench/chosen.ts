/** Those of these names, or all where there is none; throws where one is not there. `what` they are, for the message. */
export function chosen<One extends { readonly name: string }>(
  all: readonly One[],
  names: readonly string[],
  what: string,
): readonly One[] {
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (found) return found;
    throw new Error(`there is no ${what} ${name}; there are ${all.map((one) => one.name).join(", ")}`);
  });
}
