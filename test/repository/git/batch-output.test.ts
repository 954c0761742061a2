import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createBatchReader, type GitObject } from "../../../src/repository/git/batch-output.ts";

const ID = "0123456789abcdef0123456789abcdef01234567";

test("objects come out whole and in order, however the output was cut into chunks", () => {
  const content = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(undefined));
  fc.assert(
    fc.property(fc.array(content), fc.array(fc.nat(30)), (contents, cuts) => {
      const found: (Buffer | undefined)[] = [];
      const take = createBatchReader(
        () => 1_000,
        (object) => found.push(object?.bytes),
      );

      for (const chunk of chunksOf(Buffer.concat(contents.map(answerFor)), cuts)) take(chunk);

      assert.deepEqual(
        found,
        contents.map((bytes) => bytes && Buffer.from(bytes)),
      );
    }),
  );
});

test("what is too long is cut, its size is still told, and the next object is not touched", () => {
  const found: (GitObject | undefined)[] = [];
  const take = createBatchReader(
    () => 3,
    (object) => found.push(object),
  );

  for (const byte of Buffer.concat([answerFor(Buffer.from("abcdef")), answerFor(Buffer.from("xy"))]))
    take(Buffer.of(byte));

  assert.deepEqual(
    found.map((object) => [object?.size, object?.bytes.toString()]),
    [
      [6, "abc"],
      [2, "xy"],
    ],
  );
});

test("a name that Git does not know, or that is ambiguous, is no object", () => {
  const found: unknown[] = [];
  const take = createBatchReader(
    () => 3,
    (object) => found.push(object),
  );

  take(Buffer.from(`${ID} missing\nabcd ambiguous\nmain:a b c missing\n`));

  assert.deepEqual(found, [undefined, undefined, undefined]);
});

function answerFor(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) return Buffer.from(`${ID} missing\n`);
  return Buffer.concat([Buffer.from(`${ID} blob ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}

function chunksOf(output: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (const cut of cuts) {
    chunks.push(output.subarray(at, at + cut));
    at += cut;
  }
  return [...chunks, output.subarray(at)];
}
