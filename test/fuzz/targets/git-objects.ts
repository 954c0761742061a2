import assert from "node:assert/strict";
import { sha256 } from "../../../src/base/digest.ts";
import { createBatchReader, type GitObject } from "../../../src/repository/git/batch-output.ts";
import { seededRandom } from "../../simulation/seeded-random.ts";
import { cut } from "../cut.ts";
import type { Target } from "../target.ts";

const KEPT_BYTES = 100;
const ID = "0123456789abcdef0123456789abcdef01234567";

/** The output of `git cat-file --batch`: the same objects however it is cut, and no more kept of each than was asked for. */
export const target: Target = {
  make: (random) => Array.from({ length: random.between(1, 4) }, () => random.pick(ANSWERS)).join(""),
  words: [
    ID,
    " ",
    "\n",
    " blob ",
    " tree ",
    " missing\n",
    " ambiguous\n",
    "0",
    "5\nabcde\n",
    `${ID} blob 0\n\n`,
    `${ID} blob 99999999999\n`,
  ],
  read(input) {
    const whole = objectsIn([input]);
    assert.deepEqual(objectsIn(cut(input, seededRandom(0, sha256(input)))), whole);
    for (const object of whole) {
      if (object) assert.equal(object.bytes.length, Math.min(object.size, KEPT_BYTES));
    }
  },
};

function objectsIn(chunks: readonly Buffer[]): readonly (GitObject | undefined)[] {
  const objects: (GitObject | undefined)[] = [];
  const take = createBatchReader(
    () => KEPT_BYTES,
    (object) => objects.push(object),
  );
  for (const chunk of chunks) take(chunk);
  return objects;
}

const ANSWERS = [
  `${ID} blob 3\nabc\n`,
  `${ID} missing\n`,
  `main:x y missing\n`,
  `${ID} tree 120\n${"x".repeat(120)}\n`,
  `abcd ambiguous\n`,
];
