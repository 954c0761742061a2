import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Document, isMap, isSeq, parse, visit } from "yaml";
import { instantToText } from "../../src/base/instant.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { assertGolden } from "../golden.ts";
import { type History, plansOf } from "./history.ts";

const folder = join(import.meta.dirname, "golden");

describe("the plans that follow from a history", () => {
  for (const name of readdirSync(folder).sort()) {
    test(name.replaceAll("-", " "), async () => {
      const history = parse(await readFile(join(folder, name, "history.yaml"), "utf8")) as History;

      await assertGolden(join(folder, name, "plan.yaml"), plansOf(history).map(planText).join("---\n"));
    });
  }
});

/** A plan whole: what is long but seldom looked at, such as the frozen pipeline, on one line. */
function planText({ at, fates, ...plan }: Plan): string {
  const document = new Document(
    {
      ...plan,
      at: instantToText(at),
      fates: fates.map((fate) => ({ ...fate, at: instantToText(fate.at) })),
    },
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    Pair(_, { key, value }) {
      const inLine = ["execution", "trigger", "with", "from", "to"].includes(String(key));
      if ((inLine || isEmpty(value)) && (isMap(value) || isSeq(value))) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isEmpty(value: unknown): boolean {
  return (isMap(value) || isSeq(value)) && value.items.length === 0;
}
