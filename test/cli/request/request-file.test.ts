import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { LABEL } from "../../../src/base/names.ts";
import { requestFile, requestName } from "../../../src/cli/request/request-file.ts";

const at = Date.UTC(2026, 10, 22, 10, 0, 0, 120);
const random = { fraction: () => 0, hex: () => "3f9c" };

test("the name of a request says what it is for and when it was made", () => {
  assert.equal(requestName({ kind: "Run", pipeline: "release", with: {} }, at, random), "release-20261122-100000-3f9c");
  assert.equal(
    requestName({ kind: "Cancel", run: "release-42" }, at, random),
    "cancel-release-42-20261122-100000-3f9c",
  );
});

test("the name of a request for a pipeline with the longest name is a name too", () => {
  const name = requestName(
    { kind: "Run", pipeline: "a-very-long-name-a--very-long-name-abcdef", with: {} },
    at,
    random,
  );

  assert.match(name, LABEL);
});

test("a Run names its pipeline, and its inputs with their types", () => {
  const { path, text, message } = requestFile("full", {
    kind: "Run",
    pipeline: "release",
    with: { level: "full", tag: "1.26", count: 3, list: ["a: b", null], note: "two\nlines" },
  });

  assert.equal(path, "runs/full.yaml");
  assert.equal(message, "Run release");
  assert.deepEqual(parse(text), {
    apiVersion: "pilotage/v1",
    kind: "Run",
    metadata: { name: "full" },
    spec: {
      pipeline: "release",
      with: { level: "full", tag: "1.26", count: 3, list: ["a: b", null], note: "two\nlines" },
    },
  });
});

test("a Cancel names its run and the reason", () => {
  const { text, message } = requestFile("stop", { kind: "Cancel", run: "release-42", reason: "wrong tag" });

  assert.equal(message, "Cancel release-42: wrong tag");
  assert.deepEqual(parse(text).spec, { run: "release-42", reason: "wrong tag" });
});

test("a name that YAML would read as a number stays a name", () => {
  const { text } = requestFile("1", { kind: "Run", pipeline: "1e3", with: {} });

  assert.deepEqual([parse(text).metadata.name, parse(text).spec.pipeline], ["1", "1e3"]);
});
