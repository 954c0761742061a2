import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import type { Inputs } from "../../definitions/types.generated.ts";
import { parseStatusYaml } from "../../status/parse-status-yaml.ts";
import { WrongUse } from "../wrong-use.ts";
import { typedValue } from "./typed-value.ts";

export interface InputOptions {
  /** Each `name=text`. */
  readonly with?: readonly string[];
  readonly withFile?: string;
}

/** What the user gives as inputs: first the file, then `--with` over it, typed as the pipeline declares them. */
export async function readInputs(options: InputOptions, declared: Inputs, directory: string): Promise<JsonObject> {
  const fromFile = options.withFile === undefined ? {} : await readValues(resolve(directory, options.withFile));
  const given = (options.with ?? []).map((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 1)
      throw new WrongUse(`--with ${pair}: write name=value`, "Flags that take several values come after the pipeline.");
    const name = pair.slice(0, equals);
    return [name, typedValue(name, pair.slice(equals + 1), declared[name])] as const;
  });
  return { ...fromFile, ...Object.fromEntries(given) };
}

async function readValues(path: string): Promise<JsonObject> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new WrongUse(`--with-file: ${path} cannot be read`);
  });
  const values = parseStatusYaml(text); // JSON is YAML too; neither needs tags or anchors for a few values
  if (isJsonObject(values)) return values;
  throw new WrongUse(`--with-file: ${path} is not a mapping of names to values, in plain YAML or JSON`);
}
