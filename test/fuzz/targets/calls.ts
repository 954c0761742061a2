import assert from "node:assert/strict";
import { readJson } from "../../../src/base/read-json.ts";
import { createMask } from "../../../src/contract/mask.ts";
import { readCall } from "../../../src/contract/read-call.ts";
import { JSON_SIGNS } from "../json-signs.ts";
import type { Target } from "../target.ts";

const SECRETS = ["hunter22", "20261122"];
const FORMS = [...SECRETS, "aHVudGVyMj", "h1dnRlcjIy"];
const mask = createMask(SECRETS);

/** The body of a call. What is accepted can be kept as JSON, and holds no secret. */
export const target: Target = {
  make: (random) => random.pick(BODIES),
  words: [
    ...[...JSON_SIGNS, "null", "true", "0.5", "1e999", "-0", "\\", "\\ud800", "\\u0000", "\ufeff", "\0"],
    ...[
      '"status"',
      '"result"',
      '"output"',
      '"progress"',
      '"__proto__"',
      '"constructor"',
      "hunter22",
      "20261122",
      "[".repeat(65),
    ],
  ],
  read(input) {
    const call = readCall(input, mask);
    if (!call.ok) {
      assert.ok(call.message.length < 200);
      return;
    }
    const text = JSON.stringify(call.body);
    assert.deepEqual(readJson(text), call.body);
    for (const form of FORMS) assert.ok(!text.includes(form), `${form} is in ${text}`);
  },
};

const BODIES = [
  "",
  "{}",
  '{"status":true,"result":"done","output":{"passed":12,"pin":20261122},"progress":0.5}',
  '{"status":false,"result":{"why":["hunter22",{"a":null}]}}',
  '{"output":{"hunter22":"x","url":"https://u:hunter22@h/"}}',
];
