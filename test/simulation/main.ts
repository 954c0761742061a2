import { parseArgs } from "node:util";
import { type Outcome, runHistory } from "./history.ts";
import { type Limits, UNLIMITED } from "./limits.ts";
import { shrink } from "./shrink.ts";

const HELP = `Simulates histories of the daemon on a virtual clock; the first one that breaks a promise is shown.

npm run simulate -- [--seeds N] [--from S] [--whole]
  --seeds N     how many histories, 200 unless given
  --from S      the first seed, by chance unless given
  --whole       the whole trace of a violation, not only its end

To see less happen in each of them:
  --commits N   people commit so often
  --crashes N   the daemon crashes so often
  --troubles N  so many outages, kills, and hands on the status branch
  --seconds N   so long do people and faults go on (virtual time, 600 unless given)

Exit code: 0 every promise was kept, 1 one was broken, 64 wrong use.
`;

const LINES_AT_THE_END = 150;

const text = { type: "string" } as const;
const limitFlags = { commits: text, crashes: text, troubles: text, seconds: text };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { seeds: text, from: text, ...limitFlags, whole: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const count = numberOf("seeds", values.seeds, 200);
  const from = numberOf("from", values.from, Math.floor(Math.random() * 1e9));
  const isLimited = Object.keys(limitFlags).some((name) => name in values);
  const limits: Limits = {
    commits: numberOf("commits", values.commits, UNLIMITED.commits),
    crashes: numberOf("crashes", values.crashes, UNLIMITED.crashes),
    troubles: numberOf("troubles", values.troubles, UNLIMITED.troubles),
    seconds: numberOf("seconds", values.seconds, UNLIMITED.seconds),
  };

  console.log(`simulating ${count} histories from seed ${from}`);
  const began = performance.now();
  let [runs, crashes] = [0, 0];
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await runHistory(seed, undefined, limits);
    runs += outcome.runs;
    crashes += outcome.used.crashes;
    if (outcome.violations.length > 0) {
      clearProgress();
      report(outcome, isLimited ? outcome : await shrink(outcome), values.whole === true);
      return 1;
    }
    showProgress(`${seed - from + 1} of ${count}: ${runs} runs, ${crashes} crashes`);
  }
  clearProgress();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${count} histories, ${runs} runs, ${crashes} crashes, 0 violations, ${seconds} s`);
  return 0;
}

/** The trace of the shortest one found, what is wrong in it, and how to see it again. */
function report(found: Outcome, shortest: Outcome, whole: boolean): void {
  const { seed, trace, used, violations } = shortest;
  const shown = whole ? trace : trace.slice(-LINES_AT_THE_END);
  if (shown.length < trace.length) console.log(`… ${trace.length - shown.length} lines before these: --whole`);
  console.log(shown.join("\n"));
  console.log(`\nseed ${seed} breaks a promise: ${violations.join("; ")}`);
  console.log(`first seen after ${inWords(found.used)}; shown with ${inWords(used)}`);
  const flags = Object.entries(used).map(([name, value]) => `--${name} ${value}`);
  console.log(`again: npm run simulate -- --seeds 1 --from ${seed} ${flags.join(" ")}`);
}

function inWords({ commits, crashes, troubles, seconds }: Limits): string {
  return `${commits} commits, ${crashes} crashes and ${troubles} troubles in ${seconds} s`;
}

function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}\u001b[K`);
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
}

function numberOf(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(given)) throw new TypeError(`--${name} is a whole number, not ${given}`);
  return Number(given);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}; see --help`);
  process.exitCode = 64;
}
