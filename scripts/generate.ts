/**
 * Writes what src/definitions/ knows of schema/*.json: the types, and each schema as a constant, so that no pure room
 * reads a file. With --check it writes nothing and fails where the files on disk differ.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { compile, type Options } from "json-schema-to-typescript";

type Schema = Parameters<typeof compile>[0];

const root = join(import.meta.dirname, "..");
const typesFile = "src/definitions/types.generated.ts";
const schemasFile = "src/definitions/schemas.generated.ts";
const banner = "// Generated from schema/*.json by `npm run generate`. Do not edit.\n";

const schemas = await readSchemas(join(root, "schema"));
if (schemas.size === 0) {
  console.log("schema/ holds no *.json: nothing to generate.");
} else {
  const wanted = new Map([
    [typesFile, await typesOf(schemas)],
    [schemasFile, constantsOf(schemas)],
  ]);
  if (process.argv.includes("--check")) await compare(wanted);
  else for (const [file, text] of wanted) await writeFile(join(root, file), text);
}

/** By file name, in its order, so that the result does not depend on the file system. */
async function readSchemas(folder: string): Promise<Map<string, Schema>> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found = new Map<string, Schema>();
  for (const file of files.filter((name) => name.endsWith(".json")).sort()) {
    found.set(file, JSON.parse(await readFile(join(folder, file), "utf8")));
  }
  return found;
}

/** All schemas in one go, under one root that is thrown away again: a definition that two of them use is declared once. */
async function typesOf(schemas: ReadonlyMap<string, Schema>): Promise<string> {
  const everything: Schema = {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries([...schemas.keys()].map((file) => [file, { $ref: file }])),
  };
  const text = await compile(everything, "Everything", {
    additionalProperties: false,
    bannerComment: banner,
    cwd: join(root, "schema"),
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
    $refOptions: { resolve: { http: false, file: false, schema: resolverOf(schemas) } } as Options["$refOptions"],
  });
  return text.replace(/(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export interface Everything \{[\s\S]*?\n\}\n/, "");
}

/** Every $ref leads to a file of schema/, and nothing is downloaded. */
function resolverOf(schemas: ReadonlyMap<string, Schema>) {
  return {
    order: 1,
    canRead: true,
    read: ({ url }: { url: string }) => {
      const file = basename(new URL(url, "file:///").pathname);
      const schema = schemas.get(file);
      if (schema === undefined) throw new Error(`schema/${file} does not exist, but a $ref leads to it: ${url}`);
      const { $id: _, ...rest } = schema;
      return JSON.stringify({ ...rest, title: typeName(file, schema.title) }, refToFile);
    },
  };
}

/** A $ref by the `$id` of a schema is the same as one by its file's name: else its types would be declared twice. */
function refToFile(key: string, value: unknown): unknown {
  if (key !== "$ref" || typeof value !== "string" || value.startsWith("#")) return value;
  const { pathname, hash } = new URL(value, "file:///");
  return basename(pathname) + hash;
}

function typeName(file: string, title: string | undefined): string {
  if (title !== undefined && /^[A-Z][A-Za-z0-9]*$/.test(title)) return title;
  return words(file).map(capitalised).join("");
}

function constantsOf(schemas: ReadonlyMap<string, Schema>): string {
  const constants = [...schemas].map(
    ([file, schema]) => `export const ${constantName(file)} = ${JSON.stringify(schema, null, 2)} as const;\n`,
  );
  return [banner, ...constants].join("\n");
}

function constantName(file: string): string {
  const [first = "", ...rest] = words(file);
  const name = [first, ...rest.map(capitalised)].join("");
  return name.endsWith("Schema") ? name : `${name}Schema`;
}

function words(file: string): string[] {
  return basename(file, ".json").split(/[^A-Za-z0-9]+/);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
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
