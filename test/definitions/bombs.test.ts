import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";

/** Parses a text in a process that has parsed nothing before, which is where a parser has the smallest stack. */
const program = `
  import { parseFile } from ${JSON.stringify(new URL("../../src/definitions/parse-file.ts", import.meta.url).href)};
  const text = eval(process.argv[1]);
  const start = performance.now();
  const { problems } = parseFile("blob", text);
  console.log(JSON.stringify({ ms: performance.now() - start, codes: problems.map(({ code }) => code) }));
`;

const bombs: readonly (readonly [what: string, text: string, code: string])[] = [
  ["1 KB of marked keys", `"? ".repeat(512)`, "yaml-not-allowed"],
  ["100,000 keys", `Array.from({ length: 100_000 }, (_, index) => "k" + index + ": 1").join("\\n")`, "yaml-too-costly"],
  ["900 nested brackets", `"[".repeat(900)`, "yaml-too-costly"],
];

for (const [what, text, code] of bombs) {
  test(`${what} end within a second, with a diagnostic`, async () => {
    const args = ["--input-type=module", "--eval", program, text];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });

    const { ms, codes } = JSON.parse(stdout);
    assert.deepEqual(codes, [code]);
    assert.ok(ms < 1_000, `${ms} ms`);
  });
}
