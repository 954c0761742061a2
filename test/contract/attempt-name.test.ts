import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptName } from "../../src/contract/attempt-name.ts";
import type { AttemptKey } from "../../src/run/run-event.ts";

const key: AttemptKey = { uid: "3f9c02ab41d7e8805c11", run: "release-42", action: "unit", copy: 0, attempt: 1 };

test("an attempt is named after its pipeline, its action, a digest and its number", () => {
  assert.match(attemptName(key), /^release-unit-[0-9a-f]{10}-1$/);
});

test("the attempts of one copy differ in their number only", () => {
  assert.equal(attemptName({ ...key, attempt: 12 }), attemptName(key).replace(/1$/, "12"));
});

test("runs, actions and copies never share a name", () => {
  const names = [key, { ...key, uid: "0".repeat(20) }, { ...key, action: "unit-2" }, { ...key, copy: 1 }].map(
    attemptName,
  );

  assert.equal(new Set(names).size, 4);
});

test("long names are cut so that the whole is a DNS label", () => {
  const name = attemptName({
    ...key,
    run: `${"p".repeat(19)}-${"q".repeat(20)}-7`,
    action: "a".repeat(40),
    attempt: 9_999,
  });

  assert.match(name, /^p{19}-a{20}-[0-9a-f]{10}-9999$/);
  assert.ok(name.length <= 63);
});
