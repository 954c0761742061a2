import { parseRunName } from "../../base/names.ts";
import type { Context } from "../context.ts";
import { WrongUse } from "../wrong-use.ts";
import { type RequestOptions, sendRequest } from "./send-request.ts";

export interface CancelOptions extends RequestOptions {
  readonly reason?: string;
}

/** Asks for the end of a run; with `--wait`, 1 where there is no such run. */
export async function cancelCommand(run: string, options: CancelOptions, context: Context): Promise<number> {
  if (!parseRunName(run))
    throw new WrongUse(`${run} is no name of a run`, "A run is named by its pipeline and number, as release-42.");
  const { reason } = options;
  const { fate } = await sendRequest(
    { kind: "Cancel", run, ...(reason !== undefined && { reason }) },
    options,
    context,
  );
  return fate?.fate === "refused" ? 1 : 0;
}
