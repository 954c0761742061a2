import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createMask } from "../../src/contract/mask.ts";
import { readCall } from "../../src/contract/read-call.ts";

const plain = createMask([]);
const read = (text: string, mask = plain) => readCall(new TextEncoder().encode(text), mask);

test("a body has status, result, output and progress, each of them optional", () => {
  const body = { status: true, result: "42 passed", output: { passed: 42 }, progress: 0.5 };

  assert.deepEqual(read(JSON.stringify(body)), { ok: true, body, problems: [] });
  assert.deepEqual(read('{"status":false}'), { ok: true, body: { status: false }, problems: [] });
});

describe("nothing is said by", () => {
  for (const [what, text] of [
    ["an empty body", ""],
    ["blanks", " \r\n"],
    ["an empty object", "{}"],
    ["null in every field", '{"status":null,"result":null,"output":null,"progress":null}'],
    ["fields that are not ours", '{"message":"hello","STATUS":true}'],
  ] as const) {
    test(what, () => assert.deepEqual(read(text), { ok: true, body: {}, problems: [] }));
  }
});

test("a result may be any JSON", () => {
  for (const result of ["text", 1, false, [1, [2]], { a: { b: null } }]) {
    assert.deepEqual(read(JSON.stringify({ result })), { ok: true, body: { result }, problems: [] });
  }
});

describe("a body is refused with a reason where", () => {
  for (const [what, text, message] of [
    ["it is no JSON", "status=true", "the body is not JSON, or nests deeper than 64"],
    ["it breaks off", '{"status":true', "the body is not JSON, or nests deeper than 64"],
    [
      "it nests too deep",
      `{"result":${"[".repeat(70)}${"]".repeat(70)}}`,
      "the body is not JSON, or nests deeper than 64",
    ],
    ["it nests a million deep", "[".repeat(1_000_000), "the body is not JSON, or nests deeper than 64"],
    ["a number is larger than a double", '{"result":1e999}', "the body is not JSON, or nests deeper than 64"],
    ["it is a list", "[]", "the body is not a JSON object"],
    ["it is a text", '"done"', "the body is not a JSON object"],
    ["status is a text", '{"status":"true"}', "status is neither true nor false"],
    ["output is a list", '{"output":[1]}', "output is not a JSON object"],
    ["progress is a percentage", '{"progress":40}', "progress is not a number from 0 to 1"],
    ["progress is a text", '{"progress":"0.4"}', "progress is not a number from 0 to 1"],
  ] as const) {
    test(what, () => assert.deepEqual(read(text), { ok: false, message }));
  }

  test("it is not UTF-8", () => {
    assert.deepEqual(readCall(Uint8Array.of(0x7b, 0xff, 0x7d), plain), { ok: false, message: "the body is not UTF-8" });
  });
});

test("half a surrogate pair is replaced, so that what is stored is what is compared", () => {
  assert.deepEqual(read('{"result":"a\\ud83d"}'), { ok: true, body: { result: "a\ufffd" }, problems: [] });
});

test("a key that would change a prototype is a key like any other", () => {
  const call = read('{"output":{"__proto__":{"polluted":true}}}');

  assert.ok(call.ok);
  assert.deepEqual(Object.keys(call.body.output ?? {}), ["__proto__"]);
  assert.equal("polluted" in (call.body.output ?? {}), false);
});

test("secrets are hidden in the result", () => {
  const call = read('{"result":"token hunter22 refused"}', createMask(["hunter22"]));

  assert.deepEqual(call, { ok: true, body: { result: "token *** refused" }, problems: [] });
});

test("a secret in the output is hidden and is a problem", () => {
  const call = read('{"output":{"url":"https://x:hunter22@host/","n":1}}', createMask(["hunter22"]));

  assert.deepEqual(call, {
    ok: true,
    body: { output: { url: "https://x:***@host/", n: 1 } },
    problems: ["secret-in-output"],
  });
});
