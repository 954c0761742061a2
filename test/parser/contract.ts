import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Parser } from "../../src/parser/port.ts";
import { component } from "../definitions/problems-of.ts";

/** What every parser promises. */
export function testParser(name: string, create: () => Parser): void {
  describe(`a parser ${name}`, () => {
    let parser: Parser;
    before(() => {
      parser = create();
    });
    after(() => parser.close());

    test("answers one file for each blob, in order", async () => {
      const blobs = Array.from({ length: 100 }, (_, index) => ({
        blob: `b${index}`,
        text: component("image: a").replace("name: x", `name: x${index}`),
      }));

      const files = await parser.parse(blobs);

      assert.deepEqual(
        files.map(({ blob, documents }) => [blob, documents[0]?.name]),
        blobs.map(({ blob }, index) => [blob, `x${index}`]),
      );
    });

    test("answers nothing for nothing", async () => {
      assert.deepEqual([await parser.parse([]), await parser.locate([], new Map())], [[], []]);
    });

    test("answers the same blob twice where it is asked twice", async () => {
      const blob = { blob: "b", text: component("imge: a") };

      const files = await parser.parse([blob, blob]);

      assert.deepEqual(
        files.map(({ problems }) => problems.map(({ code }) => code)),
        [
          ["missing-key", "unknown-key"],
          ["missing-key", "unknown-key"],
        ],
      );
    });

    test("answers questions that are asked at the same time", async () => {
      const answers = await Promise.all(
        ["one", "two", "three"].map((blob) => parser.parse([{ blob, text: component("image: a") }])),
      );

      assert.deepEqual(
        answers.map((files) => files.map(({ blob }) => blob)),
        [["one"], ["two"], ["three"]],
      );
    });

    test("makes problems of hostile texts", async () => {
      const files = await parser.parse([
        { blob: "a", text: "? ".repeat(512) },
        { blob: "b", text: "[".repeat(900) },
      ]);

      assert.deepEqual(
        files.map(({ problems }) => problems[0]?.code),
        ["yaml-not-allowed", "yaml-too-costly"],
      );
    });

    test("gives problems their lines, several of a blob and of several blobs", async () => {
      const problem = { path: "a.yaml", blob: "a", place: { document: 0, pointer: ["kind"] }, code: "c", message: "m" };
      const problems = [
        problem,
        { ...problem, path: "b.yaml", blob: "b" },
        { ...problem, place: { document: 0, pointer: ["spec", "image"] } },
        { ...problem, path: "c.yaml", blob: "unknown" },
      ];
      const texts = new Map([
        ["a", component("image: a")],
        ["b", `\n\n${component("image: a")}`],
      ]);

      const located = await parser.locate(problems, texts);

      assert.deepEqual(located.map(({ file, line, column }) => [file, line, column]).sort(), [
        ["a.yaml", 2, 7],
        ["a.yaml", 5, 10],
        ["b.yaml", 4, 7],
        ["c.yaml", undefined, undefined],
      ]);
    });
  });
}
