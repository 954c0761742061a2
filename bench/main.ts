/**
 * bench/ — how fast and how large Pilotage is, each figure beside its goal.
 * In: `--quick` for smaller counts, and names of single benchmarks. Out: a report; exit code 1 only where something could
 * not be measured, never for a figure.
 */
import { parseArgs } from "node:util";
import { BENCHMARKS } from "./benchmarks.ts";
import { chosen } from "./chosen.ts";
import { type Benchmark, type Figure, figureLines, isMet } from "./figure.ts";
import { machineLine } from "./machine.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});

await report(chosen(BENCHMARKS, positionals, "benchmark"), { quick: values.quick });

async function report(benchmarks: readonly Benchmark[], options: { readonly quick: boolean }): Promise<void> {
  console.log(await machineLine());
  const figures: Figure[] = [];
  for (const benchmark of benchmarks) {
    console.log(`\n${benchmark.name}`);
    try {
      const measured = await benchmark.measure(options);
      for (const line of figureLines(measured)) console.log(line);
      figures.push(...measured);
    } catch (error) {
      console.log("  could not be measured");
      console.error(error);
      process.exitCode = 1;
    }
  }
  const goals = figures.filter(({ goal }) => goal);
  console.log(`\n${goals.filter(isMet).length} of ${goals.length} goals are met`);
}
