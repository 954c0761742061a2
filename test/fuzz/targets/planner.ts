import assert from "node:assert/strict";
import { makePlan } from "../../../src/plan/make-plan.ts";
import { queuedRun } from "../../../src/run/queued-run.ts";
import { applied, inputOf, NOTHING_KEPT } from "../../plan/history.ts";
import { DEFINITION_WORDS, definitionText } from "../definition-text.ts";
import type { Target } from "../target.ts";

/** A history of a repository: `=== look` begins another look, `=== <path>` a file of it. A plan leaves nothing to do. */
export const target: Target = {
  make(random) {
    const files = ["pipelines/a.yaml", "pipelines/b.yaml", "components/go.yaml", "runs/r.yaml", "src/main.go"];
    const file = () => `=== ${random.pick(files)}\n${definitionText(random)}`;
    const look = () => `=== look\n${Array.from({ length: random.between(1, 4) }, file).join("")}`;
    return Array.from({ length: random.between(1, 3) }, look).join("");
  },
  words: ["=== look\n", "=== pipelines/a.yaml\n", "=== runs/r.yaml\n", "=== status/x\n", ...DEFINITION_WORDS],
  read(input) {
    let kept = NOTHING_KEPT;
    const commits = new Map<string, ReturnType<typeof inputOf>>();
    for (const [index, look] of input.toString().split("=== look\n").slice(0, MOST_LOOKS).entries()) {
      const commit = String(index).repeat(40);
      const given = inputOf(filesOf(look), kept, { commit, commits, at: index });
      const first = index === 0 && { first: { mode: "start", newPaths: new Set<string>() } as const };
      const plan = makePlan({ ...given, ...first });
      commits.set(commit, given);
      kept = applied(kept, plan);
      for (const start of plan.starts) {
        assert.deepEqual(JSON.parse(JSON.stringify(start)), start); // it is kept as JSON
        queuedRun(start, { ledgerId: "l", branch: "main", repository: "r", keyId: "k1", at: index });
      }
      const again = makePlan({ ...given, ...kept });
      assert.deepEqual([again.starts, again.cancels, again.cursors, again.fates], [[], [], [], []]);
    }
  },
};

const MOST_LOOKS = 5;

function filesOf(look: string): ReadonlyMap<string, string> {
  const parts = look.split(/^=== (.*)\n/m);
  return new Map(
    Array.from({ length: (parts.length - 1) / 2 }, (_, i) => [parts[2 * i + 1] ?? "", parts[2 * i + 2] ?? ""]),
  );
}
