import assert from "node:assert/strict";
import { sha256 } from "../../../src/base/digest.ts";
import { createLogReader } from "../../../src/contract/log-reader.ts";
import { createMask } from "../../../src/contract/mask.ts";
import { LOG_LIMIT_BYTES } from "../../../src/run/log-tail.ts";
import { seededRandom } from "../../simulation/seeded-random.ts";
import { cut } from "../cut.ts";
import type { Target } from "../target.ts";

const SECRET = "hunter22";

/** The bytes of a log: its outputs and its end are the same however it is cut, and hold no secret. */
export const target: Target = {
  make: (random) =>
    Array.from({ length: random.between(0, 6) }, () => random.pick(LINES)).join(random.pick(["\n", "\r\n"])),
  words: [
    "[COUT] ",
    "[COUT]",
    "[COU",
    "\n[COUT] a = ",
    "=",
    " = ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "ü",
    "\u{1f600}",
    SECRET,
    "a.b-c_d",
    "__proto__",
    "[COUT] __proto__ = 1\n",
  ],
  read(input) {
    const whole = readIn([input]);
    assert.deepEqual(readIn(cut(input, seededRandom(0, sha256(input)))), whole);
    assert.equal(whole.bytes, input.length);
    assert.ok(Buffer.byteLength(whole.tail) <= LOG_LIMIT_BYTES.failed);
    assert.ok(!JSON.stringify([whole.tail, whole.outputs]).includes(SECRET));
    for (const name of Object.keys(whole.outputs)) assert.match(name, /^[\w.*-]+$/);
  },
};

function readIn(chunks: readonly Buffer[]) {
  const reader = createLogReader(createMask([SECRET]));
  for (const chunk of chunks) reader.write(chunk);
  return reader.end();
}

const LINES = [
  "[COUT] passed = 12",
  "[COUT]name=x y",
  "  [COUT] no = 1",
  "ok",
  "",
  '[COUT] json = {"a": [1]}',
  `[COUT] token = ${SECRET}`,
];
