import type { Random } from "../../src/base/random.ts";

/** All chance of one history: the same seed, the same history. */
export interface SeededRandom extends Random {
  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True once in `n`. */
  oneIn(n: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** sfc32, seeded by an integer and a name: each name is a stream of its own, so that less of one changes no other. */
export function seededRandom(seed: number, name: string): SeededRandom {
  let [a, b, c, counter] = [0x9e3779b9 ^ seed, 0x243f6a88 ^ sumOf(name), 0xb7e15162 ^ Math.imul(seed, 0x85ebca6b), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    fraction: next,
    between,
    hex: (bytes) => Array.from({ length: bytes }, () => between(0, 255).toString(16).padStart(2, "0")).join(""),
    oneIn: (n) => between(1, n) === 1,
    pick(items) {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}

function sumOf(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0, 0);
}
