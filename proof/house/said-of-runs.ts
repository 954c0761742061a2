import type { DaemonProcess } from "../../test/journeys/a-daemon.ts";

/** How many runs were accepted, and how many have ended, as the daemon says on its own: asking Git would disturb it. */
export function saidOfRuns(daemon: DaemonProcess): { readonly accepted: number; readonly ended: number } {
  const said = daemon.output();
  return { accepted: said.match(/"[\w-]+ queued"/g)?.length ?? 0, ended: said.match(ENDED)?.length ?? 0 };
}

const ENDED = /"[\w-]+ (succeeded|failed|cancelled)"/g;
