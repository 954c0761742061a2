import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { allBugs, bugNamed } from "./all-bugs.ts";
import { type Limits, UNLIMITED } from "./limits.ts";
import { simulate } from "./simulate.ts";
import { tryBugs } from "./try-bugs.ts";

const HELP = `Simulates histories of the daemon on a virtual clock; the first one that breaks a promise is shown.

npm run simulate -- [--seeds N] [--from S] [--whole]
  --seeds N     how many histories, 200 unless given
  --from S      the first seed, by chance unless given
  --whole       the whole trace of a violation, not only its end
  --workers N   in so many threads, as many as there are processors unless given

To see less happen in each of them:
  --commits N   people commit so often
  --crashes N   the daemon crashes so often
  --troubles N  so many outages, kills, and hands on the status branch
  --seconds N   so long do people and faults go on (virtual time, 600 unless given)

npm run simulate -- --bugs [NAME] [--from S] [--keep]
  plants each bug (or this one) and counts the seeds until it is found, from several first seeds
  --keep        keeps the seeds that find each, for the test to replay

Exit code: 0 every promise was kept and every planted bug is found, 1 not so, 64 wrong use.
`;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const limitFlags = { commits: text, crashes: text, troubles: text, seconds: text };
const options = {
  ...limitFlags,
  seeds: text,
  from: text,
  workers: text,
  whole: flag,
  bugs: flag,
  keep: flag,
  help: flag,
};

/** What is asked for; throws TypeError where it is asked wrongly. */
function wanted(): () => Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return help;
  const from = numberOf("from", values.from, Math.floor(Math.random() * 1e9));
  const workers = numberOf("workers", values.workers, availableParallelism());
  if (values.bugs) {
    const bugs = positionals.length > 0 ? positionals.map(bugNamed) : allBugs;
    return () => tryBugs({ bugs, from, workers, keep: values.keep === true });
  }
  if (positionals.length > 0) throw new TypeError(`${positionals[0]} means nothing here`);
  const limits: Limits = {
    commits: numberOf("commits", values.commits, UNLIMITED.commits),
    crashes: numberOf("crashes", values.crashes, UNLIMITED.crashes),
    troubles: numberOf("troubles", values.troubles, UNLIMITED.troubles),
    seconds: numberOf("seconds", values.seconds, UNLIMITED.seconds),
  };
  const isLimited = Object.keys(limitFlags).some((name) => name in values);
  const seeds = numberOf("seeds", values.seeds, 200);
  return () => simulate({ seeds, from, workers, limits, shrunk: !isLimited, whole: values.whole === true });
}

async function help(): Promise<number> {
  console.log(HELP);
  return 0;
}

function numberOf(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (!/^\d{1,15}$/.test(given)) throw new TypeError(`--${name} is a whole number, not ${given}`);
  return Number(given);
}

/** Undefined where it is asked wrongly: that is said, and the exit code set. */
function orRefused(): (() => Promise<number>) | undefined {
  try {
    return wanted();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}; see --help`);
    process.exitCode = 64;
    return undefined;
  }
}

const run = orRefused();
if (run) process.exitCode = await run();
