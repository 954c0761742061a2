/**
 * proof/ — whether what docs/promises.md says is true: the real daemon, real Git and real processes, under attack.
 * In: names of single proofs, `--full` for all that the page tells of, `--seed S`, `--write` to put the figures on the
 * page. Out: a report; exit code 1 where a promise was broken or could not be tried, never for a figure.
 */
import { parseArgs } from "node:util";
import { chosen } from "../bench/chosen.ts";
import { figureLines } from "../bench/figure.ts";
import { machineLine } from "../bench/machine.ts";
import { writeOnPage } from "./page.ts";
import type { Evidence, Proof } from "./proof.ts";
import { PROOFS } from "./proofs.ts";

const { values, positionals } = parseArgs({
  options: { full: { type: "boolean", default: false }, seed: { type: "string" }, write: { type: "boolean" } },
  allowPositionals: true,
});

const seed = Number(values.seed ?? Date.now() % 1_000_000);
const machine = await machineLine();
console.log(`${machine}\nseed ${seed}`);
for (const proof of chosen(PROOFS, positionals, "proof")) await tryOne(proof);

async function tryOne(proof: Proof): Promise<void> {
  console.log(`\n${proof.name}: ${proof.tries}`);
  const began = performance.now();
  try {
    const evidence = await proof.prove({ full: values.full, seed, progress });
    progress("");
    const seconds = (performance.now() - began) / 1_000;
    report(evidence, seconds);
    if (evidence.broken.length > 0) process.exitCode = 1;
    else if (values.write) await writeOnPage(proof, evidence, { machine, seed, seconds, full: values.full });
  } catch (error) {
    progress("");
    console.log("  could not be tried");
    console.error(error);
    process.exitCode = 1;
  }
}

function report({ figures, broken, skipped = [] }: Evidence, seconds: number): void {
  for (const line of figureLines(figures)) console.log(line);
  for (const what of skipped) console.log(`  NOT TRIED: ${what}`);
  for (const what of broken) console.log(`  BROKEN: ${what}`);
  console.log(`  ${broken.length} promises broken, in ${seconds.toFixed(0)} s`);
}

/** One line that is written over by the next. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}\u001b[K`);
}
