import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { matcherOf } from "../../src/plan/glob.ts";

const cases: readonly { globs: readonly string[]; fit: readonly string[]; not: readonly string[] }[] = [
  { globs: ["src/main.go"], fit: ["src/main.go"], not: ["src/main.gox", "a/src/main.go", "src"] },
  { globs: ["src/**"], fit: ["src/a", "src/a/b.go", "src/.hidden/x"], not: ["src", "srcs/a", "a/src/b"] },
  { globs: ["**"], fit: ["a", "a/b", ".github/x"], not: [] },
  { globs: ["**/*.md"], fit: ["a.md", "a/b.md", "a/.b.md"], not: ["a.mdx", "md", "a.md/b"] },
  { globs: ["a/**/b"], fit: ["a/b", "a/x/b", "a/x/y/b"], not: ["ab", "a/xb", "a/b/c"] },
  { globs: ["*.go"], fit: ["main.go", ".go"], not: ["src/main.go"] },
  { globs: ["a**b"], fit: ["ab", "axxb"], not: ["a/b"] },
  { globs: ["file?.ts"], fit: ["file1.ts", "fileé.ts"], not: ["file.ts", "file/.ts", "file12.ts"] },
  { globs: ["v[0-9].[!a]"], fit: ["v1.b"], not: ["v1.a", "vx.b", "v1./"] },
  { globs: ["[]x]"], fit: ["]", "x"], not: ["[", "[]x]"] },
  { globs: ["src/*.{ts,tsx}"], fit: ["src/a.ts", "src/a.tsx"], not: ["src/a.js", "src/a.{ts,tsx}"] },
  { globs: ["{src/**,*.md}"], fit: ["src/a/b", "a.md"], not: ["docs/a", "b/a.md"] },
  { globs: ["a\\*b"], fit: ["a*b"], not: ["axb"] },
  { globs: ["(a+)+b"], fit: ["(a+)+b"], not: ["aab"] },
  { globs: ["src/**", "!**/*.md"], fit: ["src/a.go"], not: ["src/a.md", "src/x/a.md", "a.go"] },
  { globs: ["src/**", "!**/*.md", "src/keep.md"], fit: ["src/keep.md"], not: ["src/a.md"] },
  { globs: ["!docs/**"], fit: ["src/a.go"], not: ["docs/a"] },
  { globs: [], fit: [], not: ["a"] },
  { globs: [""], fit: [], not: ["a"] },
];

describe("the paths that globs take", () => {
  for (const { globs, fit, not } of cases) {
    test(JSON.stringify(globs), () => {
      const matches = matcherOf(globs);

      assert.deepEqual([...fit, ...not].filter(matches), fit);
    });
  }
});

test("a glob on which a regular expression would backtrack for hours is answered at once", () => {
  const matches = matcherOf([`${"*a".repeat(20)}*b`, `${"**/*a*/".repeat(10)}b`]);

  assert.equal(matches("a".repeat(200)), false);
  assert.equal(matches("aaaa/".repeat(40)), false);
  assert.equal(matcherOf(["{,}".repeat(50_000)])("a"), false);
});
