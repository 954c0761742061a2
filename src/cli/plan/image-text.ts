import type { ActionPlan } from "../../plan/execution-plan.ts";
import { type ActionInput, knownImage } from "./known-values.ts";
import { templateText } from "./template-text.ts";

/** The image that an action would use, as far as its inputs are known; empty where it names none. */
export function imageText({ component }: ActionPlan, inputs: readonly ActionInput[]): string {
  if (!component.image) return "";
  const known = knownImage(component.image, component, inputs);
  return typeof known === "string" ? known : templateText(component.image).replace(/^"|"$/g, "");
}
