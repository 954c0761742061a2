import { parseArgs } from "node:util";
import { runHistory } from "./history.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string" },
    trace: { type: "boolean", default: false },
    all: { type: "boolean", default: false },
  },
});
const count = Number(values.seeds);
const from = values.from === undefined ? Math.floor(Math.random() * 1e9) : Number(values.from);
const began = performance.now();
let [crashes, runs] = [0, 0];
for (let seed = from; seed < from + count; seed++) {
  const outcome = await runHistory(seed);
  crashes += outcome.used.crashes;
  runs += outcome.runs;
  if (values.trace) console.log(outcome.trace.join("\n"));
  if (outcome.violations.length > 0) {
    console.log(`seed ${seed} violates: ${outcome.violations.join("; ")} ${JSON.stringify(outcome.used)}`);
    if (!values.all) process.exit(1);
  }
}
const seconds = (performance.now() - began) / 1_000;
console.log(
  `${count} histories, ${runs} runs, ${crashes} crashes, ${seconds.toFixed(1)} s, cpu ${(process.cpuUsage().user / 1e6).toFixed(1)}`,
);
