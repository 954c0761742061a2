import { unlikeSigned, unlikeVerdicts } from "../../test/fixtures/signing-pipelines.ts";
import { recorded } from "../../test/journeys/recorded.ts";
import type { Case } from "./case.ts";
import { bring, type Laboratory, PATIENCE_MS } from "./laboratory.ts";

/** What came of a case. */
export interface Outcome {
  readonly tried: Case;
  /** False where nothing passed the failpoint: then nothing was tried. */
  readonly hasStruck: boolean;
  /** From the fault on, until all was at rest. */
  readonly seconds: number;
  /** Times that the daemon ended by itself and was started again, which it may do only as it starts. */
  readonly ends: number;
  readonly broken: readonly string[];
}

/** Lets one failpoint strike, waits until all rests, and says what is not as promised. */
export async function tryCase(laboratory: Laboratory, tried: Case): Promise<Outcome> {
  const { house, notes, daemon } = laboratory;
  const broken: string[] = [];
  daemon.unaskedEnds();
  let began = performance.now();
  const arm = () => {
    began = performance.now();
    notes.arm(tried);
  };
  try {
    const hasEnded = await bring(laboratory, tried.state, tried.moment, arm);
    if (!hasEnded) broken.push("the daemon did not end when it was asked to");
    await house.rested(PATIENCE_MS);
    const status = await recorded(house.repository);
    broken.push(...unlikeVerdicts(status), ...(await unlikeSigned(house.log, status)));
  } catch (error) {
    broken.push(`a repair by hand is needed: ${shortened(String(error))}`);
  }
  const seconds = (performance.now() - began) / 1_000;
  const hasStruck = !notes.disarm();
  const ends = daemon.unaskedEnds().filter(({ by }) => !(tried.fault === "kill" && by === "SIGKILL"));
  for (const { by, said } of ends) if (tried.moment !== "start") broken.push(`the daemon ended with ${by}: ${said}`);
  return { tried, hasStruck, seconds, ends: ends.length, broken };
}

/** What was waited for, and what the daemons said last. */
function shortened(message: string): string {
  return message.length < 5_000 ? message : `${message.slice(0, 1_000)} … ${message.slice(-3_000)}`;
}
