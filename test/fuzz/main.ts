import { parseArgs } from "node:util";
import { allTargets, fuzz } from "./fuzz.ts";
import { reportOf } from "./report.ts";

const HELP = `Gives random inputs to everything that reads what others wrote. Inputs that fail are kept in test/fuzz/corpus.

npm run fuzz -- [--seconds N] [--seed S] [targets…]
  --seconds N   how long for each target, 30 unless given; 0 only reads the kept inputs again
  --seed S      the seed of the inputs, by chance unless given

Exit code: 0 nothing failed, 1 something did, 64 wrong use.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: "string" }, seed: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const seconds = numberOf("seconds", values.seconds, 30);
  const seed = numberOf("seed", values.seed, Math.floor(Math.random() * 1e9));
  const targets = positionals.length === 0 ? allTargets() : positionals;
  const unknown = targets.find((target) => !allTargets().includes(target));
  if (unknown !== undefined) throw new TypeError(`${unknown} is none of ${allTargets().join(", ")}`);
  console.log(`fuzzing ${targets.length} targets with seed ${seed}, ${seconds} s each`);
  const results = await fuzz(targets, { seed, seconds }, (result) => console.log(reportOf(result)));
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

function numberOf(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(given)) throw new TypeError(`--${name} is a whole number, not ${given}`);
  return Number(given);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}; see --help`);
  process.exitCode = 64;
}
