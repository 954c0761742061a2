import assert from "node:assert/strict";
import { isJsonObject, type JsonObject } from "../../../src/base/json.ts";
import { readJson } from "../../../src/base/read-json.ts";
import { type RequestBody, requestFile, requestName } from "../../../src/cli/request/request-file.ts";
import { parseFile } from "../../../src/definitions/parse-file.ts";
import { isDefinitionPath } from "../../../src/plan/definition-paths.ts";
import { JSON_SIGNS } from "../json-signs.ts";
import type { Target } from "../target.ts";

/** What people ask for on the command line, as JSON: its file is found, and says what they asked for or is refused. */
export const target: Target = {
  make: (random) => random.pick(ASKED),
  words: [
    ...JSON_SIGNS,
    "\\n",
    "\\u0000",
    "\\ud800",
    "\\u2028",
    "${{",
    "$${{",
    "#",
    "'",
    "__proto__",
    "<<",
    "&a",
    "*a",
    "!!str",
    "1e21",
    "-0",
    "0.1",
  ],
  read(input) {
    const asked = readJson(input.toString());
    if (!isJsonObject(asked)) return;
    const { name: who, reason, with: values } = asked;
    if (typeof who !== "string" || !/^[a-z][a-z0-9-]{0,39}$/.test(who)) return; // the commands look it up first
    const random = { fraction: () => 0, hex: () => "3f9c" };
    const body: RequestBody = isJsonObject(values)
      ? { kind: "Run", pipeline: who, with: values }
      : { kind: "Cancel", run: `${who}-1`, ...(typeof reason === "string" && { reason }) };
    const name = requestName(body, 1_795_341_600_000, random);
    const file = requestFile(name, body);
    assert.ok(isDefinitionPath()(file.path), file.path);
    const { documents, problems } = parseFile("b", file.text);
    if (problems.length > 0) return;
    const [document = assert.fail("no document"), ...more] = documents;
    assert.deepEqual([document.kind, document.name, more], [body.kind, name, []]);
    if (body.kind === "Run") assert.deepEqual((document.spec as { with?: JsonObject }).with ?? {}, body.with);
    else assert.deepEqual(document.spec, { run: body.run, ...(body.reason !== undefined && { reason: body.reason }) });
  },
};

const ASKED = [
  '{"name":"release","with":{"level":"full","n":3,"deep":{"a":[1,null,"x: y"]}}}',
  '{"name":"release","reason":"wrong: tag # no"}',
  '{"name":"a","with":{}}',
];
