import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { test } from "node:test";
import { sectionOf, withFigures } from "../../proof/page.ts";
import { PROOFS } from "../../proof/proofs.ts";

const proof = { name: "storm", tries: "Everything at once." };
const how = { machine: "2 cores", seed: 7, seconds: 12.4, full: true };

test("the figures of a proof stand between its marks, and nothing else changes", () => {
  const page = "before\n<!-- figures: storm -->\nold\n<!-- end of figures: storm -->\nafter\n";

  const written = withFigures(page, proof, "new");

  assert.equal(written, "before\n<!-- figures: storm -->\nnew\n<!-- end of figures: storm -->\nafter\n");
});

test("a proof that has no place on the page is a mistake", () => {
  assert.throws(() => withFigures("nothing", proof, "new"), /no place for the figures of storm/);
});

test("a section says what was tried, what came of it, what was left out, and how to see it again", () => {
  const figures = [
    { name: "kills", value: 2_000, unit: "kills" },
    { name: "restart", value: 0.5, unit: "s", goal: { atMost: 5 }, note: "the longest" },
  ];

  const section = sectionOf(proof, { figures, broken: [], skipped: ["strace is missing"] }, how);

  assert.equal(
    section,
    `Everything at once.

| figure | measured | goal |
|---|---|---|
| kills | 2000 kills |  |
| restart (the longest) | 0.50 s | ≤ 5: met |
| promises broken | 0 | 0 |

Not tried here: strace is missing.

\`npm run prove -- --full --seed 7 storm\`: 12 s on 2 cores.`,
  );
});

test("every proof has its place on the page", async () => {
  const page = await readFile(new URL("../../docs/promises.md", import.meta.url), "utf8");

  for (const proof of PROOFS) assert.ok(withFigures(page, proof, "figures").includes(`${proof.name} -->\nfigures\n`));
});

test("whatever the page names as a test is there", async () => {
  const page = await readFile(new URL("../../docs/promises.md", import.meta.url), "utf8");

  const named = [...page.matchAll(/`(test\/[^`]+)`/g)].map(([, path = ""]) => path);
  for (const path of named) await access(new URL(`../../${path}`, import.meta.url));
  assert.ok(named.length > 20);
});
