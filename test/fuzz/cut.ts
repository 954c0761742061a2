import type { SeededRandom } from "../simulation/seeded-random.ts";

/** A text or bytes in pieces of any size, empty ones too. */
export function cut<Whole extends string | Buffer>(whole: Whole, random: SeededRandom): readonly Whole[] {
  const most = random.pick([1, 3, 40, 5_000, whole.length]);
  const pieces: Whole[] = [];
  for (let at = 0; at < whole.length; ) {
    const end = at + random.between(whole.length < 5_000 ? 0 : 100, Math.max(1, most, whole.length / 500));
    pieces.push((typeof whole === "string" ? whole.slice(at, end) : whole.subarray(at, end)) as Whole);
    at = end;
  }
  return pieces;
}
