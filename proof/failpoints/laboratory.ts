import { join } from "node:path";
import { type House, openHouse } from "../house/house.ts";
import { type Notes, openNotes } from "./armed.ts";
import type { Case } from "./case.ts";
import { type KeptDaemon, keepDaemon } from "./kept-daemon.ts";
import { SITUATIONS } from "./situations.ts";

/** A house whose daemons have failpoints, at rest. */
export interface Laboratory extends AsyncDisposable {
  readonly house: House;
  readonly notes: Notes;
  readonly daemon: KeptDaemon;
}

/** How long all that there is to do may take before it counts as stuck, on a machine that has much else to do. */
export const PATIENCE_MS = 600_000;

/** `planted`: modules that make its daemons wrong, for those who want to see that it is noticed. */
export async function openLaboratory(planted: readonly URL[] = []): Promise<Laboratory> {
  const house = await openHouse();
  const folder = join(house.repository.folder, "failpoints");
  const notes = openNotes(folder);
  const daemon = keepDaemon(house, folder, planted);
  const close = async () => {
    await daemon[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  };
  try {
    await house.rested(PATIENCE_MS);
    return { house, notes, daemon, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * To a state, and on from there until there is nothing more to come; `now` is called at the moment. False where the
 * daemon did not end when it was asked to.
 */
export async function bring(
  scene: Pick<Laboratory, "house" | "daemon">,
  state: Case["state"],
  moment: Case["moment"],
  now: () => void,
): Promise<boolean> {
  const { daemon } = scene;
  const { reach, goOn } = SITUATIONS[state];
  await reach(scene);
  if (moment === "start") await daemon.kill();
  now();
  const hasEnded = moment !== "end" || (await daemon.stop());
  if (moment !== "work") daemon.start();
  await goOn(scene);
  return hasEnded;
}
