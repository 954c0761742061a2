import { isJsonObject, type Json } from "../base/json.ts";
import { readJson } from "../base/read-json.ts";
import type { Call, CallBody } from "../run/run-event.ts";
import type { Mask } from "./mask.ts";

export type ReadCall =
  | { readonly ok: true; readonly body: CallBody; readonly problems: Call["problems"] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the body of a call and hides what is secret in it. Empty is fine, null is as good as absent, and fields that
 * we do not know are ignored; whatever else the contract does not say is refused, with a message for the caller.
 */
export function readCall(content: Uint8Array, mask: Mask): ReadCall {
  const text = decoded(content);
  if (text === undefined) return refused("the body is not UTF-8");
  if (text.trim() === "") return { ok: true, body: {}, problems: [] };
  const json = readJson(text);
  if (json === undefined) return refused("the body is not JSON, or nests deeper than 64");
  if (!isJsonObject(json)) return refused("the body is not a JSON object");

  const status = json.status ?? undefined;
  const result = json.result ?? undefined;
  const output = json.output ?? undefined;
  const progress = json.progress ?? undefined;
  if (status !== undefined && typeof status !== "boolean") return refused("status is neither true nor false");
  if (output !== undefined && !isJsonObject(output)) return refused("output is not a JSON object");
  if (progress !== undefined && !isFraction(progress)) return refused("progress is not a number from 0 to 1");

  const maskedOutput = output && mask.json(output);
  return {
    ok: true,
    body: {
      ...(status !== undefined && { status }),
      ...(result !== undefined && { result: mask.json(result) }),
      ...(maskedOutput && { output: maskedOutput }),
      ...(progress !== undefined && { progress }),
    },
    problems: maskedOutput === output ? [] : ["secret-in-output"],
  };
}

function decoded(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function isFraction(value: Json): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function refused(message: string): ReadCall {
  return { ok: false, message };
}
