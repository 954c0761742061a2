/**
 * Writes what src/definitions/ knows of schema/*.json: the types, and each schema as a constant, so that no pure room
 * reads a file. With --check it writes nothing and fails where the files on disk differ.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "json-schema-to-typescript";

interface Schema {
  readonly title: string;
  readonly properties?: object;
  readonly allOf?: readonly { readonly $ref: string }[];
  readonly unevaluatedProperties?: boolean;
  readonly additionalProperties?: boolean | undefined;
  readonly $schema?: string;
  readonly $defs?: { readonly [name: string]: Schema };
}

type Definitions = Readonly<Record<string, Schema>>;

const root = join(import.meta.dirname, "..");
const typesFile = "src/definitions/types.generated.ts";
const schemasFile = "src/definitions/schemas.generated.ts";
const banner = "// Generated from schema/*.json by `npm run generate`. Do not edit.\n";

const definitions = definitionsOf(await readSchemas(join(root, "schema")));
const wanted = new Map([
  [typesFile, await typesOf(definitions)],
  [schemasFile, constantsOf(definitions)],
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

/** All schemas and their $defs in one table by name, so that a type that two files use is declared once. */
function definitionsOf(schemas: ReadonlyMap<string, Schema>): Definitions {
  const table: Record<string, Schema> = {};
  for (const [file, { $defs = {}, $schema: _, ...schema }] of schemas) {
    for (const [name, part] of Object.entries({ [schema.title]: schema, ...$defs })) {
      if (name in table) throw new Error(`schema/${file} declares ${name}, which another schema declares too`);
      table[name] = withRefsInTable(part, schema.title, schemas);
    }
  }
  return Object.fromEntries(Object.entries(table).map(([name, schema]) => [name, withoutAllOf(schema, table)]));
}

/** A $ref becomes `#/$defs/<name>`; words beside it are for editors only. */
function withRefsInTable(schema: Schema, title: string, schemas: ReadonlyMap<string, Schema>): Schema {
  return JSON.parse(JSON.stringify(schema), (_, value) => {
    if (typeof value?.$ref !== "string") return value;
    const [file = "", pointer = ""] = value.$ref.split("#");
    const found = file === "" ? title : schemas.get(file)?.title;
    if (found === undefined) throw new Error(`schema/${file} does not exist, but a $ref leads to it`);
    return { $ref: pointer === "" ? `#/$defs/${found}` : `#${pointer}` };
  });
}

/** What a schema takes over from others by `allOf` is written out, because the types and the checker know no `allOf`. */
function withoutAllOf(schema: Schema, table: Definitions): Schema {
  const { allOf = [], unevaluatedProperties, ...rest } = schema;
  if (allOf.length === 0) return schema;
  const taken = allOf.map(({ $ref }) => table[$ref.replace("#/$defs/", "")]?.properties);
  return { ...rest, properties: Object.assign({}, ...taken), additionalProperties: unevaluatedProperties };
}

async function typesOf(definitions: Definitions): Promise<string> {
  const everything = {
    properties: Object.fromEntries(Object.keys(definitions).map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: JSON.parse(JSON.stringify(definitions), forTypes),
  };
  const text = await compile(everything, "Everything", {
    additionalProperties: false,
    bannerComment: `${banner}import type { Json } from "../base/json.ts";\n`,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
  return readonlyTypes(text.replace(/export interface Everything \{[\s\S]*?\n\}\n/, ""));
}

/** Free keys are dropped before anyone sees them, and a schema without a word allows any Json. */
function forTypes(key: string, value: unknown): unknown {
  if (key === "patternProperties") return undefined;
  const isSchema = typeof value === "object" && value !== null && !Array.isArray(value) && key !== "properties";
  return isSchema && Object.keys(value).every((word) => word === "description") ? { ...value, tsType: "Json" } : value;
}

/** Definitions are never changed: every property and every list is read-only. */
function readonlyTypes(text: string): string {
  return text
    .replace(/^( +)([A-Za-z]\w*\??|\[k: string\]): /gm, "$1readonly $2: ")
    .replace(/: (\w+)\[\];/g, ": readonly $1[];");
}

function constantsOf(definitions: Definitions): string {
  const table = JSON.stringify(definitions, null, 2);
  return `${banner}import type { Schema } from "./schema.ts";\n\nexport const schemas: { readonly [name: string]: Schema } = ${table};\n`;
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
