import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { createLogReader } from "../../src/contract/log-reader.ts";
import { createMask } from "../../src/contract/mask.ts";
import type { LogReading } from "../../src/run/run-event.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

function read(chunks: readonly Uint8Array[], secrets: readonly string[] = []): LogReading {
  const reader = createLogReader(createMask(secrets));
  for (const chunk of chunks) reader.write(chunk);
  return reader.end();
}

const readText = (text: string, secrets?: readonly string[]) => read([utf8(text)], secrets);

test("a log is counted in bytes, and its end is kept", () => {
  assert.deepEqual(readText("grüße\n"), { outputs: {}, problems: [], bytes: 8, tail: "grüße\n" });
});

test("an empty log says nothing", () => {
  assert.deepEqual(read([]), { outputs: {}, problems: [], bytes: 0, tail: "" });
});

describe("the outputs are the values", () => {
  for (const [what, log, outputs] of [
    [
      "of [COUT] lines, as they are written",
      '[COUT] passed = 42\n[COUT] tag = "1.10"\n',
      { passed: "42", tag: '"1.10"' },
    ],
    ["with or without blanks", "[COUT]a=1\n[COUT]\tb=  2  \n[COUT] c = \n", { a: "1", b: "2", c: "" }],
    ["of the last line of a name", "[COUT] a = 1\n[COUT] a = 2\n", { a: "2" }],
    ["of a last line without an end", "x\n[COUT] a = 1", { a: "1" }],
    ["of lines that end as on Windows", "[COUT] a = 1\r\n[COUT] b = 2\r\n", { a: "1", b: "2" }],
    ["of names with dots and dashes", "[COUT] my.out-put = 1\n", { "my.out-put": "1" }],
    ["with everything after the first =", "[COUT] q = a=b [COUT] c = 1\n", { q: "a=b [COUT] c = 1" }],
    ["but not of [COUT] inside a line", "+ echo [COUT] a = 1\n [COUT] b = 1\n", {}],
    ["but not of lines without a name or a value", "[COUT]\n[COUT] = 1\n[COUT] a\n[COUT] 1a = 2\n[COUT] a b = 1\n", {}],
    ["but not of a name that is a prototype's", "[COUT] __proto__ = 1\n", {}],
  ] as const) {
    test(what, () => assert.deepEqual(readText(log).outputs, outputs));
  }

  test("but not of a line over 1 MiB, and those after it count", () => {
    assert.deepEqual(readText(`[COUT] a = ${"x".repeat(2 ** 20)}\n[COUT] b = 1\n`).outputs, { b: "1" });
  });

  test("but not of an endless line", () => {
    const piece = utf8("x".repeat(2 ** 16));
    assert.deepEqual(
      read([utf8("[COUT] a = "), ...Array.from({ length: 40 }, () => piece), utf8("\n[COUT] b = 1")]).outputs,
      {
        b: "1",
      },
    );
  });

  test("up to 1 MiB in all, counting each name once", () => {
    const half = "x".repeat(2 ** 19);
    const { outputs } = readText(`[COUT] a = ${half}\n[COUT] a = ${half}\n[COUT] b = ${half}\n[COUT] c = 1\n`);

    assert.deepEqual(Object.keys(outputs), ["a", "c"]);
  });
});

test("secrets are hidden in the tail and in the outputs, where they are a problem", () => {
  assert.deepEqual(readText("login hunter22\n[COUT] url = https://x:hunter22@host\n", ["hunter22"]), {
    outputs: { url: "https://x:***@host" },
    problems: ["secret-in-output"],
    bytes: 52,
    tail: "login ***\n[COUT] url = https://x:***@host\n",
  });
});

test("a secret that stands where an output has its name is hidden too", () => {
  const { outputs, problems } = readText("[COUT] hunter22 = 1\n", ["hunter22"]);

  assert.deepEqual([outputs, problems], [{ "***": "1" }, ["secret-in-output"]]);
});

test("bytes that are no text do no harm", () => {
  const { tail, bytes, outputs } = read([
    Uint8Array.of(0, 1, 0xff, 0xfe, 10),
    utf8("[COUT] a = 1\n"),
    Uint8Array.of(0xf0, 0x9f),
  ]);

  assert.deepEqual(
    { tail, bytes, outputs },
    { tail: "\0\u0001\ufffd\ufffd\n[COUT] a = 1\n\ufffd", bytes: 20, outputs: { a: "1" } },
  );
});

test("of a long log the last whole lines of 64 KiB are kept", () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);

  const { tail, bytes } = readText(lines.join(""));

  assert.equal(bytes, lines.join("").length);
  assert.ok(tail.length <= 65_536 && tail.length > 65_536 - 12);
  assert.ok(lines.join("").endsWith(`\n${tail}`));
});

test("however a log is cut into chunks, the same is read", () => {
  const words = fc.constantFrom(
    "[COUT] ",
    "a = 1",
    "\n",
    "ü",
    "🔑",
    "hunter22",
    "hunt",
    "x".repeat(30_000),
    "[C",
    "\r\n",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), fc.array(fc.nat(100_000)), (parts, cuts) => {
      const whole = utf8(parts.join(""));
      const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
      const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));

      assert.deepEqual(read(chunks, ["hunter22"]), read([whole], ["hunter22"]));
    }),
  );
});
