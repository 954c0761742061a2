import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parseDuration } from "../../src/base/duration.ts";
import { LABEL } from "../../src/base/names.ts";
import { schemas } from "../../src/definitions/schemas.generated.ts";

const folder = join(import.meta.dirname, "../../schema");

describe("the schemas in schema/", () => {
  test("are schemas of JSON Schema 2020-12 that refer to each other", async () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
    for (const [file, schema] of await readSchemas()) ajv.addSchema(schema, file);

    for (const [file] of await readSchemas()) assert.ok(ajv.getSchema(file), file);
  });

  test("say of every property what it is", async () => {
    for (const [file, schema] of await readSchemas()) assert.deepEqual(undescribed(schema, file), []);
  });

  test("name names and durations as the rest of the program does", () => {
    const duration = new RegExp(schemas.Duration?.pattern ?? "");

    assert.equal(schemas.Name?.pattern, LABEL.source);
    for (const text of ["0", "10m", "1h30m", "5ms", "", "10", "1 h", "m", "-1s", "1.5h", "1H", "10m\n"]) {
      assert.equal(duration.test(text), parseDuration(text) !== undefined, text);
    }
  });
});

async function readSchemas(): Promise<readonly (readonly [file: string, schema: Part])[]> {
  const files = (await readdir(folder)).sort();
  return Promise.all(
    files.map(async (file) => [file, JSON.parse(await readFile(join(folder, file), "utf8"))] as const),
  );
}

interface Part {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly $defs?: Readonly<Record<string, Part>>;
  readonly additionalProperties?: boolean | Part;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
}

function undescribed(part: Part, path: string): readonly string[] {
  const { properties = {}, $defs = {}, additionalProperties, items, anyOf = [] } = part;
  const missing = Object.entries(properties).filter(([, property]) => !property.description);
  const inner = [...Object.entries({ ...properties, ...$defs }), ...Object.entries(anyOf)];
  if (typeof additionalProperties === "object") inner.push(["additionalProperties", additionalProperties]);
  if (items) inner.push(["items", items]);
  return [
    ...missing.map(([name]) => `${path}/${name}`),
    ...inner.flatMap(([name, one]) => undescribed(one, `${path}/${name}`)),
  ];
}
