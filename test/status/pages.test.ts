import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { badge } from "../../src/status/badge.ts";
import { markdownText } from "../../src/status/markdown.ts";
import { mermaid } from "../../src/status/mermaid.ts";
import { overview } from "../../src/status/overview.ts";
import { pipelineReadme } from "../../src/status/pipeline-readme.ts";
import { nextPipelineStatus } from "../../src/status/pipeline-status.ts";
import { renderRun } from "../../src/status/render-run.ts";
import { assertGolden } from "../golden.ts";
import { aFailedRun, anActionPlan, aQueuedRun, aRunningRun, aSucceededRun } from "./a-run.ts";
import { anyText } from "./any-text.ts";

const statusOf = (run: ReturnType<typeof aQueuedRun>) => renderRun(run, { runtimeName: "process", logs: "all" }).status;
const golden = (name: string) => join(import.meta.dirname, "golden", name);

const runs = [aSucceededRun({ number: 41 }), aFailedRun({ number: 42 }), aRunningRun({ number: 43 })].map(statusOf);
const release = nextPipelineStatus(undefined, {
  name: "release",
  phase: "active",
  cursor: undefined,
  waiting: [{ run: "release-44", for: "a place in the group release (limit 1)" }],
  runs,
});
const quiet = { cursor: undefined, waiting: [], runs: [] } as const;

test("the page of a pipeline is as it always was", () =>
  assertGolden(golden("pipeline.md"), pipelineReadme(release, runs[1])));

test("the badge of a pipeline is as it always was", () => assertGolden(golden("badge.svg"), badge(release)));

test("the overview is as it always was", () =>
  assertGolden(
    golden("overview.md"),
    overview({
      repository: "https://forge.example/shop.git",
      diagnostics: [
        {
          file: "pipelines/a.yaml",
          line: 3,
          code: "unknown-key",
          message: "no key `stage`",
          hint: "Did you mean stages?",
        },
        { file: "components/b.yaml", code: "yaml-syntax", message: "a | b <i>" },
      ],
      pipelines: [
        nextPipelineStatus(undefined, { ...quiet, name: "a", phase: "invalid" }),
        release,
        nextPipelineStatus(undefined, {
          ...quiet,
          name: "old",
          phase: "deleted",
          runs: [statusOf(aSucceededRun({ pipeline: "old" }))],
        }),
      ],
    }),
  ));

test("an overview of thousands stays readable: the latest runs, and how many more there are", () => {
  const pipelines = Array.from({ length: 2_000 }, (_, i) =>
    nextPipelineStatus(undefined, { ...quiet, name: `p${i}`, phase: "active" }),
  );
  const diagnostics = Array.from({ length: 500 }, (_, i) => ({ file: `f${i}`, code: "c", message: "m" }));

  const text = overview({ repository: "r", diagnostics, pipelines: [...pipelines, release] });

  assert.ok(text.length < 20_000);
  assert.match(text, /1 running · 2000 without runs/);
  assert.ok(text.indexOf("[release]") < text.indexOf("[p0]"));
  assert.match(text, /… and 450 more in \[status\/diagnostics.yaml]/);
  assert.match(text, /… and 1901 more in \[status\/pipelines]/);
});

test("a run with very many actions is drawn by its stages", () => {
  const many = aQueuedRun();
  const actions = Array.from({ length: 200 }, (_, i) => anActionPlan(`a${i}`));
  const plan = { ...many.plan, stages: [{ name: "all", failFast: true, actions }] };

  assert.deepEqual(
    mermaid(statusOf(aQueuedRun({ plan })))
      .split("\n")
      .slice(0, 4),
    [
      "flowchart LR",
      '  s0["all<br/>pending, 200 actions"]:::pending',
      '  s1["finally<br/>pending, 1 actions"]:::pending',
      "  s0 --> s1",
    ],
  );
});

describe("text of users never takes effect", () => {
  const evil = "<script>&\"'`|*_[x](y)~$\\ \u202e\n# \u0000";

  test("in Markdown", () => {
    assert.equal(markdownText(evil), "&lt;script&gt;&amp;\"'\\`\\|\\*\\_\\[x\\](y)\\~\\$\\\\ # ");
  });

  test("in a Mermaid label", () => {
    const run = statusOf(aFailedRun());
    const [stage] = run.status.stages;
    assert.ok(stage);

    const drawn = mermaid({ ...run, status: { ...run.status, stages: [{ ...stage, name: '"]; click x "' }] } });

    assert.match(drawn, /subgraph s0\["#34;#93;#59; click x #34;"\]/);
  });

  test("in a badge", () => {
    const drawn = badge({ ...release, metadata: { name: '<a href="x">&', revision: 1 } });

    assert.match(drawn, /<title>&#60;a href=&#34;x&#34;&#62;&#38;: running<\/title>/);
  });

  test("in a table: whatever it is, it stays one row of as many cells", () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const text = overview({ repository: "r", diagnostics: [{ file: "f", code: "c", message }], pipelines: [] });
        const row = text.split("\n").filter((line) => line.startsWith("| f | c |"));

        assert.equal(row.length, 1);
        assert.equal(row[0]?.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length, 6);
      }),
    );
  });
});
