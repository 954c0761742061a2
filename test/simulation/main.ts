import { parseArgs } from "node:util";
import { runHistory } from "./history.ts";

/** `npm run simulate -- --seeds N [--from S]`: that many histories; the first that violates a promise is printed. */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string" },
    trace: { type: "boolean", default: false },
  },
});
const count = Number(values.seeds);
const from = values.from === undefined ? Math.floor(Math.random() * 1e9) : Number(values.from);
const began = performance.now();
let [crashes, runs] = [0, 0];
console.log(`simulating ${count} histories from seed ${from}`);
for (let seed = from; seed < from + count; seed++) {
  const outcome = await runHistory(seed);
  crashes += outcome.crashes;
  runs += outcome.runs;
  if (values.trace) console.log(outcome.trace.join("\n"));
  if (outcome.violations.length > 0) {
    if (!values.trace) console.log(outcome.trace.slice(-200).join("\n"));
    console.log(`\nseed ${seed} violates: ${outcome.violations.join("; ")}`);
    console.log(`again: npm run simulate -- --seeds 1 --from ${seed} --trace`);
    process.exit(1);
  }
}
const seconds = (performance.now() - began) / 1_000;
console.log(`${count} histories, ${runs} runs, ${crashes} crashes, 0 violations, ${seconds.toFixed(1)} s`);
