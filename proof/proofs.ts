import { contention } from "./contention/contention.ts";
import { disk } from "./crashes/disk/disk.ts";
import { kills } from "./crashes/kills.ts";
import { pause } from "./crashes/pause.ts";
import { power } from "./crashes/power/power.ts";
import { errors } from "./crashes/syscalls/errors.ts";
import { syscalls } from "./crashes/syscalls/syscalls.ts";
import { failpoints } from "./failpoints/failpoints.ts";
import { fuzz } from "./fuzz/fuzz.ts";
import { listener } from "./listener/listener.ts";
import { outage } from "./outage/outage.ts";
import type { Proof } from "./proof.ts";
import { histories } from "./simulation/histories.ts";
import { plantedBugs } from "./simulation/planted-bugs.ts";

/** All of them, in the order in which they are tried: one after the other, so that none disturbs another's figures. */
export const PROOFS: readonly Proof[] = [
  histories,
  plantedBugs,
  failpoints,
  kills,
  syscalls,
  errors,
  pause,
  disk,
  power,
  contention,
  outage,
  listener,
  fuzz,
];
