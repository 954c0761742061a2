import assert from "node:assert/strict";
import { sha256 } from "../../../src/base/digest.ts";
import { createMask } from "../../../src/contract/mask.ts";
import { MARK } from "../../../src/contract/mask-stream.ts";
import { secretForms } from "../../../src/contract/secret-forms.ts";
import { seededRandom } from "../../simulation/seeded-random.ts";
import { cut } from "../cut.ts";
import type { Target } from "../target.ts";

const URL = `/c/k1/3f9c02ab41d7e8805c11/unit/0/1/TASK_RESULT/`;
const MAC = "q0-_w1e2r3t4y5u6i7o8p9";

/** Secrets, `===`, and what a component says: no secret and no mac comes out, however it is cut. */
export const target: Target = {
  make: (random) =>
    `${random.pick(SECRETS)}\n${random.pick(SECRETS)}\n===\n${random.pick(SAID)}${random.pick(SECRETS)}${random.pick(SAID)}`,
  words: [
    "\n",
    "\r\n",
    "===\n",
    "aaaa",
    "aaab",
    "abab",
    "hunter22",
    "aHVudGVyMjI",
    "%40",
    '\\"',
    "/c/",
    "/",
    URL,
    MAC,
    `${URL}${MAC}`,
    "***",
    "ü",
    "\u{1f600}",
  ],
  read(input) {
    const [before = "", ...after] = input.toString().split("===\n");
    const secrets = before.split("\n").filter((secret) => !MARK.includes(secret) && !secret.includes("*")); // as our mark
    const said = after.join("===\n");
    const mask = createMask(secrets);
    const masked = mask.text(said);
    for (const form of secrets.flatMap(secretForms))
      assert.ok(!masked.includes(form), `${JSON.stringify(form)} comes out`);
    assert.doesNotMatch(masked, /\/c\/k1\/[0-9a-f]{20}\/[a-z-]{1,40}\/0\/1\/TASK_RESULT\/[\w-]{22}/);

    const stream = mask.stream();
    const pieces = cut(said, seededRandom(0, sha256(input)));
    assert.equal(pieces.map(stream.write).join("") + stream.end(), masked);
    if (!masked.includes(MARK)) assert.equal(masked, said);
  },
};

const SECRETS = ["hunter22", "p@ss w/rd", 'say "hi"', "abab", "ababab", "-----BEGIN\\nMIIEp", "aaaaaaaa", ""];
const SAID = [
  "",
  "nothing\n",
  "token hunter2",
  "ababababab",
  `curl ${URL}${MAC} `,
  btoa("user:hunter22"),
  "p%40ss%20w%2Frd",
];
