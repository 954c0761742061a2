import type { Instant } from "../../base/instant.ts";
import { instantToText } from "../../base/instant.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Random } from "../../base/random.ts";

export type RequestBody =
  | { readonly kind: "Run"; readonly pipeline: string; readonly with: JsonObject; readonly commit?: string }
  | { readonly kind: "Cancel"; readonly run: string; readonly reason?: string };

interface RequestFile {
  readonly path: string;
  readonly text: string;
  readonly message: string;
}

/** A name that nobody else has and people can read: `release-20261122-100000-3f9c`, at most 40 characters. */
export function requestName(body: RequestBody, at: Instant, random: Random): string {
  const what = body.kind === "Run" ? body.pipeline : `cancel-${body.run}`;
  const when = instantToText(at).slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return `${what.slice(0, 19).replace(/-+$/, "")}-${when}-${random.hex(2)}`;
}

/** The file whose commit is the request. Values are JSON, which is YAML too. */
export function requestFile(name: string, body: RequestBody): RequestFile {
  const lines = [
    "apiVersion: pilotage/v1",
    `kind: ${body.kind}`,
    `metadata: { name: ${JSON.stringify(name)} }`,
    "spec:",
  ];
  const path = `runs/${name}.yaml`;
  if (body.kind === "Cancel") {
    lines.push(`  run: ${JSON.stringify(body.run)}`);
    if (body.reason !== undefined) lines.push(`  reason: ${JSON.stringify(body.reason)}`);
    return {
      path,
      text: textOf(lines),
      message: `Cancel ${body.run}${body.reason === undefined ? "" : `: ${body.reason}`}`,
    };
  }
  lines.push(`  pipeline: ${JSON.stringify(body.pipeline)}`);
  if (body.commit !== undefined) lines.push(`  commit: ${JSON.stringify(body.commit)}`);
  const values = Object.entries(body.with);
  if (values.length > 0)
    lines.push("  with:", ...values.map(([input, value]) => `    ${input}: ${JSON.stringify(value)}`));
  return { path, text: textOf(lines), message: `Run ${body.pipeline}` };
}

function textOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
