/** A process that holds what a daemon holds of definitions: each message is one look at the repository, answered by what it took. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { core } from "../src/daemon/core.ts";
import { type Known, knownFrom } from "../src/daemon/known.ts";
import { lookOnce } from "../src/daemon/look-once.ts";
import { isDefinitionPath } from "../src/plan/definition-paths.ts";
import { realPorts } from "./real-ports.ts";

/** What one look took. */
export interface LookFigures {
  readonly ms: number;
  /** Of the steps, by name, in the order in which they first came. */
  readonly steps: { readonly [step: string]: number };
  /** The longest time for which nothing else could happen. */
  readonly longestBlockMs: number;
  readonly pipelines: number;
  readonly diagnostics: number;
  readonly starts: number;
}

const [url = "", state = ""] = process.argv.slice(2);
const ports = await realPorts({ repository: url, state });
const { clock, ledger, parser, repository } = ports;
let steps: { [step: string]: number } = {};
let known: Known = knownFrom(await ledger.open());

const parts: Parameters<typeof lookOnce>[0] = {
  repository: {
    ...repository,
    snapshot: timed("fetch and list", repository.snapshot),
    read: timed("read", repository.read),
  },
  parser: { ...parser, parse: timed("parse", parser.parse), locate: timed("locate", parser.locate) },
  ledger: { ...ledger, accept: timed("accept", ledger.accept) },
  clock,
  core: {
    ...core,
    assembleDefinitions: timed("assemble", core.assembleDefinitions),
    preparePipeline: timed("check pipelines", core.preparePipeline),
    makePlan: timed("plan", core.makePlan),
  },
  isDefinition: isDefinitionPath(),
  firstSync: "observe",
  keyId: "bench",
  parsed: new Map(),
  sawStatus: () => {},
  runs: { states: new Map(), add: () => {}, cancel: async () => {} },
};

process.on("message", async () => process.send?.(await look()));
process.on("disconnect", async () => {
  await parser.close();
  repository.close();
  await ledger.close();
});

async function look(): Promise<LookFigures> {
  steps = {};
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const looked = await lookOnce(parts, known);
  const ms = performance.now() - began;
  delay.disable();
  if (!looked) throw new Error("there was nothing new to look at");
  known = looked.known;
  return {
    ms,
    steps,
    longestBlockMs: delay.max / 1e6,
    pipelines: looked.plan.pipelines.length,
    diagnostics: looked.plan.diagnostics.length,
    starts: looked.plan.starts.length,
  };
}

/** The same function, with the time that it takes added to a step. */
function timed<Args extends unknown[], Result>(
  step: string,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    const began = performance.now();
    const end = () => {
      steps[step] = (steps[step] ?? 0) + performance.now() - began;
    };
    const result = work(...args);
    if (result instanceof Promise) void result.finally(end).catch(() => {});
    else end();
    return result;
  };
}
