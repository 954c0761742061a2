/**
 * Writes what src/definitions/ knows of schema/*.json: the types, and each schema as a constant, so that no pure room
 * reads a file. With --check it writes nothing and fails where the files on disk differ.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";

interface Schema {
  readonly title: string;
  readonly $defs?: { readonly [name: string]: object };
}

const root = join(import.meta.dirname, "..");
const typesFile = "src/definitions/types.generated.ts";
const schemasFile = "src/definitions/schemas.generated.ts";
const banner = "// Generated from schema/*.json by `npm run generate`. Do not edit.\n";

const schemas = await readSchemas(join(root, "schema"));
const wanted = new Map([
  [typesFile, await typesOf(schemas)],
  [schemasFile, constantsOf(schemas)],
]);
if (process.argv.includes("--check")) await compare(wanted);
else for (const [file, text] of wanted) await writeFile(join(root, file), text);

/** By file name, in its order, so that the result does not depend on the file system. */
async function readSchemas(folder: string): Promise<Map<string, Schema>> {
  const found = new Map<string, Schema>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".json")).sort()) {
    found.set(file, JSON.parse(await readFile(join(folder, file), "utf8")));
  }
  return found;
}

/** All schemas as the definitions of one: a type that two of them use is declared once. */
async function typesOf(schemas: ReadonlyMap<string, Schema>): Promise<string> {
  const definitions: Record<string, unknown> = {};
  for (const [file, { $defs = {}, ...schema }] of schemas) {
    for (const [name, part] of Object.entries({ [schema.title]: schema, ...$defs })) {
      if (name in definitions) throw new Error(`schema/${file} declares ${name}, which another schema declares too`);
      definitions[name] = forTypes(part, schema.title, schemas);
    }
  }
  const everything = {
    properties: Object.fromEntries(Object.keys(definitions).map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: definitions,
  };
  const text = await compile(everything as object, "Everything", {
    additionalProperties: false,
    bannerComment: `${banner}import type { Json } from "../base/json.ts";\n`,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
  return readonlyTypes(text.replace(/export interface Everything \{[\s\S]*?\n\}\n/, ""));
}

/** A schema as the generator of types needs it: one root, any value is Json, no free keys, no words beside a $ref. */
function forTypes(schema: unknown, title: string, schemas: ReadonlyMap<string, Schema>): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === "patternProperties" || key === "examples") return undefined;
    if (typeof value?.$ref === "string") return { $ref: refInOneRoot(value.$ref, title, schemas) };
    return isAnyValue(value, key) ? { ...value, tsType: "Json" } : value;
  });
}

function refInOneRoot(ref: string, title: string, schemas: ReadonlyMap<string, Schema>): string {
  const [file = "", pointer = ""] = ref.split("#");
  const found = file === "" ? title : schemas.get(file)?.title;
  if (found === undefined) throw new Error(`schema/${file} does not exist, but a $ref leads to it`);
  return pointer === "" ? `#/$defs/${found}` : `#${pointer}`;
}

function isAnyValue(value: unknown, key: string): boolean {
  const isSchema = typeof value === "object" && value !== null && !Array.isArray(value) && key !== "properties";
  return isSchema && Object.keys(value).every((word) => word === "description");
}

/** Definitions are never changed: every property and every list is read-only. */
function readonlyTypes(text: string): string {
  return text
    .replace(/^( +)([A-Za-z]\w*\??|\[k: string\]): /gm, "$1readonly $2: ")
    .replace(/: (\w+)\[\];/g, ": readonly $1[];")
    .replace(/: \(([^()]+)\)\[\];/g, ": readonly ($1)[];");
}

function constantsOf(schemas: ReadonlyMap<string, Schema>): string {
  const constants = [...schemas].map(
    ([file, schema]) => `export const ${constantName(file)} = ${JSON.stringify(schema, null, 2)} as const;\n`,
  );
  return [banner, ...constants].join("\n");
}

function constantName(file: string): string {
  const name = file.replace(/\.json$/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name.endsWith("Schema") ? name : `${name}Schema`;
}

async function compare(wanted: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, text] of wanted) {
    const onDisk = await readFile(join(root, file), "utf8").catch(() => undefined);
    if (onDisk === text) continue;
    console.error(
      `${file} ${onDisk === undefined ? "is missing" : "does not follow from schema/*.json"}: run \`npm run generate\` and commit the result.`,
    );
    process.exitCode = 1;
  }
}
