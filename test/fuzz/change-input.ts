import type { SeededRandom } from "../simulation/seeded-random.ts";

/** Longer inputs are cut: what takes a second shall be the reader's fault. */
const LONGEST = 64 * 1024;
const MOST_CHANGES = 4;
const MOST_COPIES = 300;

interface Pool {
  /** Inputs that are known. */
  readonly inputs: readonly Buffer[];
  readonly words: readonly string[];
}

/** An input that differs from a known one in a few places: in bytes, in words, or by a piece of another one. */
export function changedInput(random: SeededRandom, { inputs, words }: Pool): Buffer {
  const [one, other] = [random.pick(inputs), random.pick(inputs)];
  let input = one.length < other.length ? one : other; // long ones take most of the time, and say little more
  for (let left = random.between(1, MOST_CHANGES); left > 0; left--) {
    input = random.pick(CHANGES)(input, random, { inputs, words }).subarray(0, LONGEST);
  }
  return input;
}

type Change = (input: Buffer, random: SeededRandom, pool: Pool) => Buffer;

const CHANGES: readonly Change[] = [
  function otherByte(input, random) {
    const at = random.between(0, input.length);
    return replaced(input, at, at + 1, Buffer.of(random.between(0, 255)));
  },
  function otherBit(input, random) {
    const at = random.between(0, Math.max(0, input.length - 1));
    return replaced(input, at, at + 1, Buffer.of((input[at] ?? 0) ^ (1 << random.between(0, 7))));
  },
  function without(input, random) {
    return replaced(input, ...somePiece(input, random), NOTHING);
  },
  function repeated(input, random) {
    const [start, end] = somePiece(input, random);
    const room = Math.floor(LONGEST / Math.max(1, end - start));
    const copies = random.oneIn(4) ? Math.min(room, MOST_COPIES) : random.between(1, 3);
    return replaced(input, end, end, Buffer.concat(Array(copies).fill(input.subarray(start, end))));
  },
  function withWord(input, random, { words }) {
    const [start, end] = somePiece(input, random);
    return replaced(input, start, random.oneIn(2) ? start : end, Buffer.from(random.pick(words)));
  },
  function otherWord(input, random, { words }) {
    const text = input.toString("latin1");
    const own = words.filter((word) => word !== "" && text.includes(word));
    if (own.length === 0) return input;
    const word = random.pick(own);
    const at = text.indexOf(word, random.between(0, text.lastIndexOf(word)));
    return replaced(input, at, at + word.length, Buffer.from(random.pick(words)));
  },
  function withPieceOfOther(input, random, { inputs }) {
    const other = random.pick(inputs);
    return replaced(input, ...somePiece(input, random), other.subarray(...somePiece(other, random)));
  },
  function otherNumber(input, random) {
    const text = input.toString("latin1");
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return input;
    const { 0: number, index } = random.pick(numbers);
    return replaced(input, index, index + number.length, Buffer.from(random.pick(NUMBERS)));
  },
];

const NOTHING = Buffer.alloc(0);
const NUMBERS = ["0", "-1", "1e999", "0.5", "2147483648", "9007199254740993", "99999999999999999999", "007", "0x1f"];

function replaced(input: Buffer, start: number, end: number, by: Buffer): Buffer {
  return Buffer.concat([input.subarray(0, start), by, input.subarray(end)]);
}

/** Short ones more often than long ones. */
function somePiece(input: Buffer, random: SeededRandom): [start: number, end: number] {
  const start = random.between(0, input.length);
  const length = random.oneIn(3) ? random.between(0, input.length) : random.between(1, 16);
  return [start, Math.min(input.length, start + length)];
}
