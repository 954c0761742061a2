import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { capabilityPath } from "../../src/contract/capability.ts";
import { createMask } from "../../src/contract/mask.ts";

const mac = "q0-_w1e2r3t4y5u6i7o8p9";
const url = `http://127.0.0.1:4040${capabilityPath({ keyId: "k1", uid: "3f9c02ab41d7e8805c11", action: "unit", copy: 0, attempt: 1, what: "TASK_RESULT" }, () => mac)}`;

describe("a text", () => {
  for (const [what, secrets, text, expected] of [
    ["without secrets stays as it is", ["hunter22"], "nothing to see", "nothing to see"],
    ["loses every secret, wherever it stands", ["hunter22"], "hunter22 and xhunter22x", "*** and x***x"],
    ["loses several secrets", ["alpha", "beta"], "beta alpha gamma", "*** *** gamma"],
    ["loses the longer of two that begin alike", ["pass", "password"], "password pass", "*** ***"],
    ["loses secrets that overlap as one", ["abcd", "cdef"], "xabcdefx", "x***x"],
    ["loses secrets that touch as one", ["abcd"], "xabcdabcdx", "x***x"],
    ["loses a secret that another one contains", ["abcdefgh", "cdef"], "abcdefgh cdef", "*** ***"],
    ["keeps secrets of less than four characters", ["abc"], "abc", "abc"],
    ["loses each line of a secret", ["-----BEGIN\nMIIEp\nend\n"], "line MIIEp end", "line *** end"],
    ["loses a secret of many lines as a whole", ["one1\nab\ntwo2"], "<one1\nab\ntwo2>", "<***>"],
    ["loses a secret without the newline that ends its file", ["hunter22\n"], "hunter22!", "***!"],
    ["loses a secret as JSON has it", ['say "hi"'], '{"x":"say \\"hi\\""}', '{"x":"***"}'],
    ["loses a secret as a URL has it", ["p@ss w/rd"], "https://u:p%40ss%20w%2Frd@host", "https://u:***@host"],
    ["loses a secret in base64", ["hunter22"], btoa("hunter22"), "***I="],
    [
      "loses a secret in the base64 of a longer text",
      ["hunter22hunter22"],
      btoa("user:hunter22hunter22"),
      "dXNlcjp***",
    ],
    ["loses the mac of a keyed URL", [], `curl -d '' ${url}`, `curl -d '' ${url.replace(mac, "***")}`],
    [
      "loses the mac where a secret stands in the same URL",
      ["unit"],
      url,
      url.replace("unit", "***").replace(mac, "***"),
    ],
    ["loses one keyed URL after another", [], `${url}${url}`, `${url}${url}`.replaceAll(mac, "***")],
    ["keeps paths that are not ours", [], `/c/k1/${mac}/c/d`, `/c/k1/${mac}/c/d`],
  ] as const) {
    test(what, () => assert.equal(createMask(secrets).text(text), expected));
  }

  test("with a secret outside ASCII loses it", () => {
    assert.equal(createMask(["schlüssel-🔑"]).text("der schlüssel-🔑 passt"), "der *** passt");
  });
});

describe("JSON", () => {
  const mask = createMask(["hunter22", "20261122"]);

  test("loses secrets in keys, values and numbers", () => {
    assert.deepEqual(mask.json({ hunter22: ["a", { b: "xhunter22" }], pin: 20_261_122, n: 1, t: true, z: null }), {
      "***": ["a", { b: "x***" }],
      pin: "***",
      n: 1,
      t: true,
      z: null,
    });
  });

  test("with nothing to hide is the same value", () => {
    const value = { a: [1, "x", { b: null }], c: true };

    assert.equal(mask.json(value), value);
  });
});

describe("a text in pieces", () => {
  test("is said as soon as it cannot be the beginning of a secret", () => {
    const stream = createMask(["hunter22"]).stream();

    assert.equal(stream.write("ready\nhunt"), "ready\n");
    assert.equal(stream.write("ing\n"), "hunting\n");
    assert.equal(stream.write("hunter2"), "");
    assert.equal(stream.write("2\n"), "***\n");
    assert.equal(stream.write("hunter"), "");
    assert.equal(stream.end(), "hunter");
  });

  test("that repeats a secret for ever is not kept", () => {
    const stream = createMask(["aaaa"]).stream();

    assert.equal(stream.write("aaaaaaaaaa"), "***");
    assert.equal(stream.write("aaaaaaaaaa"), "");
    assert.equal(stream.write("b"), "b");
  });

  /** Few letters, so that secrets, beginnings of secrets and overlaps are frequent. */
  const letters = (atMost: number) => fc.string({ unit: fc.constantFrom("a", "b", "/", "c"), maxLength: atMost });
  const secrets = fc.array(letters(9), { maxLength: 4 });
  const text = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: letters(20) },
        { weight: 1, arbitrary: fc.constantFrom(url, url.slice(21), mac) },
      ),
    )
    .map((parts) => parts.join(""));

  test("is hidden the same, however it is cut", () => {
    fc.assert(
      fc.property(secrets, text, fc.array(fc.nat(300)), (known, whole, cuts) => {
        const mask = createMask(known);
        const stream = mask.stream();
        const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));

        const said = pieces.map((piece) => stream.write(piece)).join("") + stream.end();

        assert.equal(said, mask.text(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  test("never lets a secret through, and changes nothing else", () => {
    fc.assert(
      fc.property(secrets, text, (known, whole) => {
        const said = createMask(known).text(whole);

        for (const secret of known) assert.ok(secret.trim().length < 4 || !said.includes(secret));
        assert.ok(!said.includes(`TASK_RESULT/${mac}`));
        assert.ok(inOrder(said.split("***"), whole));
      }),
      { numRuns: 1_000 },
    );
  });
});

test("time grows with the text, not with the secret that it nearly repeats", () => {
  const mask = createMask([`${"a".repeat(50_000)}b`]);

  assert.equal(mask.text("a".repeat(1_000_000)).length, 1_000_000); // minutes, if each place were compared by itself
});

function inOrder(parts: readonly string[], whole: string): boolean {
  let at = 0;
  for (const part of parts) {
    at = whole.indexOf(part, at);
    if (at === -1) return false;
    at += part.length;
  }
  return true;
}
