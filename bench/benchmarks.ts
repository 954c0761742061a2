import { callbacks } from "./callbacks.ts";
import { chain } from "./chain.ts";
import { definitions } from "./definitions.ts";
import type { Benchmark } from "./figure.ts";
import { idle } from "./idle.ts";
import { push } from "./push.ts";
import { restart } from "./restart.ts";
import { thousandRuns } from "./thousand-runs.ts";
import { validate } from "./validate.ts";

/** All of them, in the order in which they are measured: one after the other, so that none disturbs another. */
export const BENCHMARKS: readonly Benchmark[] = [
  push,
  chain,
  definitions,
  callbacks,
  restart,
  thousandRuns,
  validate,
  idle,
];
