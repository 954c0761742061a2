import { styleText } from "node:util";

export type Colour = "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "cyan";

/** Gives a text its colour, or leaves it as it is: views are written once for both. */
export type Paint = (colour: Colour, text: string) => string;

export const plain: Paint = (_colour, text) => text;

export const colourful: Paint = (colour, text) => styleText(colour, text, { validateStream: false });

/** Whether to paint: NO_COLOR forbids it, FORCE_COLOR demands it, else a terminal that can. */
export function wantsColours(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}
