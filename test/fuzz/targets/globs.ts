import assert from "node:assert/strict";
import { isDefinitionPath } from "../../../src/plan/definition-paths.ts";
import { matcherOf } from "../../../src/plan/glob.ts";
import type { Target } from "../target.ts";

/** Globs, an empty line, and paths: each path is taken or not, and never one of our own files for a definition. */
export const target: Target = {
  make: (random) => `${random.pick(GLOBS)}\n${random.pick(GLOBS)}\n\n${random.pick(PATHS)}\n${random.pick(PATHS)}`,
  words: [
    ..."** * ? ! / [a-z] [!a [ ] { } , {a,b} \\ .. . - [z-a] [\\] ^ $ ( ) | + {1000} *a*a*a*a status/".split(" "),
    "\n",
    "\n\n",
    "\ud83d\ude00",
    "\0",
  ],
  read(input) {
    const [globs = "", paths = ""] = input.toString().split("\n\n");
    const matches = matcherOf(globs.split("\n"));
    const isDefinition = isDefinitionPath(globs.split("\n"));
    for (const path of paths.split("\n").slice(0, 20)) {
      assert.equal(isDefinition(path), matches(path) && !path.startsWith("status/"));
    }
  },
};

const GLOBS = ["pipelines/**/*.{yaml,yml}", "!docs/**", "src/[a-c]?.ts", "**", "a\\*b", "*a*a*a*a*b"];
const PATHS = [
  "pipelines/a/b.yaml",
  "docs/x.md",
  "src/ab.ts",
  "status/owner.yaml",
  `${"a".repeat(99)}`,
  "pipelines/c.yml",
];
