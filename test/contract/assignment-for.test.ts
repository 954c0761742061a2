import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Assignment } from "../../src/contract/assignment.ts";
import { assignmentFor } from "../../src/contract/assignment-for.ts";
import { parseCapabilityPath, type Sign } from "../../src/contract/capability.ts";
import { isSystemVariable } from "../../src/definitions/system-variables.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { admitted, anAction, aPlan, aRunOf, aRunWith, keyOf, play } from "../run/a-run.ts";

const sign: Sign = (keyId) => (keyId === "k1" ? "q0-_w1e2r3t4y5u6i7o8p9" : undefined);
const options = { baseUrl: "http://127.0.0.1:4040", sign };

function assigned(state: RunState, name = "unit"): Assignment {
  const made = assignmentFor(state, keyOf(state.uid, name), options);
  assert.ok(made.ok, made.ok ? "" : made.message);
  return made.assignment;
}

function refusal(state: RunState): string | undefined {
  const made = assignmentFor(state, keyOf(state.uid, "unit"), options);
  return made.ok ? undefined : `${made.cause}: ${made.message}`;
}

const text = { schema: { type: "string" }, optional: false } as const;

test("the environment of an attempt is all that the contract names, and nothing else", () => {
  const state = aRunWith({
    component: { inputs: { go: text, n: { schema: { type: "integer" }, optional: false } } },
    with: { go: { value: "1.26" }, n: { value: 3 } },
    attemptTimeoutMs: 90_500,
  });

  const { environment } = assigned(state);
  const base = `http://127.0.0.1:4040/c/k1/${state.uid}/unit/0/1`;
  const mac = "q0-_w1e2r3t4y5u6i7o8p9";

  const expected = {
    COMPONENT_START: `${base}/COMPONENT_START/${mac}`,
    TASK_START: `${base}/TASK_START/${mac}`,
    TASK_STATUS: `${base}/TASK_STATUS/${mac}`,
    TASK_RESULT: `${base}/TASK_RESULT/${mac}`,
    COMPONENT_STOP: `${base}/COMPONENT_STOP/${mac}`,
    RUN_ID: "release-42",
    POD_NAME: environment.POD_NAME ?? "",
    ACTION_TIMEOUT: "91",
  };
  const twins = Object.fromEntries(Object.entries(expected).map(([name, value]) => [`CO_${name}`, value]));
  assert.deepEqual(environment, {
    ...expected,
    ...twins,
    EVENT_DATA: '{"go":"1.26","n":3}',
    CO_DATA: '{"go":"1.26","n":3}',
    EVENT_DATA_URL: `${base}/data/${mac}`,
    INPUT_GO: "1.26",
    INPUT_N: "3",
    CO_RUN_NUMBER: "42",
    CO_PIPELINE: "release",
    CO_STAGE: "verify",
    CO_ACTION: "unit",
    CO_ATTEMPT: "1",
    CO_COMMIT: "5b1c",
    CO_BRANCH: "main",
    CO_REPOSITORY: "file:///srv/release.git",
    CO_SOURCE_URL: `${base}/source/${mac}`,
    CI: "true",
    TRACEPARENT: environment.TRACEPARENT,
  });
  assert.match(environment.POD_NAME ?? "", /^release-unit-[0-9a-f]{10}-1$/);
  assert.match(environment.TRACEPARENT ?? "", /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});

test("no user may take the name of a variable that the engine sets", () => {
  const { environment } = assigned(aRunWith());

  assert.deepEqual(
    Object.keys(environment).filter((name) => !isSystemVariable(name)),
    [],
  );
});

test("each URL is a capability for one attempt and one thing", () => {
  const state = aRunWith();
  const { environment } = assigned(state);

  assert.deepEqual(parseCapabilityPath(new URL(environment.TASK_RESULT ?? "").pathname)?.capability, {
    keyId: "k1",
    uid: state.uid,
    action: "unit",
    copy: 0,
    attempt: 1,
    what: "TASK_RESULT",
  });
});

test("attempts of one run share a trace, each with a span of its own", () => {
  const state = aRunWith();
  const [first = "", second = ""] = ["unit/1", "unit/2"].map((name) => assigned(state, name).environment.TRACEPARENT);

  assert.equal(first.slice(0, 35), second.slice(0, 35));
  assert.notEqual(first, second);
});

test("without a timeout ACTION_TIMEOUT is 0", () => {
  assert.equal(assigned(aRunWith()).environment.ACTION_TIMEOUT, "0");
});

test("an action of `finally` says so as its stage", () => {
  const state = play(aRunOf(aPlan({ finally: [anAction("unit")] })), admitted("unit", 0));

  assert.equal(assigned(state).environment.CO_STAGE, "finally");
});

describe("inputs", () => {
  const withInputs = (values: { readonly [name: string]: string | boolean | readonly string[] }) =>
    aRunWith({
      component: {
        inputs: Object.fromEntries(Object.keys(values).map((name) => [name, { schema: {}, optional: false }])),
      },
      with: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
    });

  test("that are no scalars come as event data only", () => {
    const { environment } = assigned(withInputs({ packages: ["./..."], quick: false }));

    assert.equal(environment.EVENT_DATA, '{"packages":["./..."],"quick":false}');
    assert.equal(environment.INPUT_QUICK, "false");
    assert.equal(environment.INPUT_PACKAGES, undefined);
  });

  test("that are larger than a variable may be are got by URL", () => {
    const { environment } = assigned(withInputs({ small: "x", large: "ü".repeat(32_769) }));

    assert.deepEqual(
      [environment.EVENT_DATA, environment.CO_DATA, environment.INPUT_LARGE, environment.INPUT_SMALL],
      [undefined, undefined, undefined, "x"],
    );
  });

  test("with a NUL, which no variable can hold, come as event data only", () => {
    const { environment } = assigned(withInputs({ odd: "a\0b" }));

    assert.deepEqual([environment.EVENT_DATA, environment.INPUT_ODD], ['{"odd":"a\\u0000b"}', undefined]);
  });

  test("that are too many for one environment are got by URL", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`input_${n}`, "x".repeat(60_000)]));
    const names = Object.keys(assigned(withInputs(many)).environment);

    assert.deepEqual(
      names.filter((name) => name.startsWith("INPUT_")),
      [],
    );
  });
});

describe("the variables of users", () => {
  test("are in the environment, secrets by name only", () => {
    const forge = { name: "forge", key: "token" };
    const { environment, secrets } = assigned(aRunWith({ env: { LOG: { value: "info" }, TOKEN: { secret: forge } } }));

    assert.equal(environment.LOG, "info");
    assert.equal("TOKEN" in environment, false);
    assert.deepEqual(secrets, { TOKEN: forge });
  });

  test("are refused where one is larger than a variable may be", () => {
    assert.match(
      refusal(aRunWith({ env: { LOG: { value: "x".repeat(65_537) } } })) ?? "",
      /^start-failed: LOG is over 64 KiB/,
    );
  });

  test("are refused where one holds a NUL", () => {
    assert.match(
      refusal(aRunWith({ env: { LOG: { value: "a\0b" } } })) ?? "",
      /^start-failed: LOG is over 64 KiB or holds/,
    );
  });

  test("are refused where all are larger than an environment may be", () => {
    const env = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`V${n}`, { value: "x".repeat(60_000) }]));

    assert.equal(
      refusal(aRunWith({ env })),
      "start-failed: the environment is over 512 KiB: pass large values as inputs",
    );
  });
});

describe("the program is", () => {
  for (const [what, component, program] of [
    ["a script", { script: "make" }, { type: "script", script: "make" }],
    ["a command", { command: [{ value: "go" }, { value: "test" }] }, { type: "command", command: ["go", "test"] }],
    ["the image's own", { image: { value: "golang:1.26" } }, { type: "image" }],
  ] as const) {
    test(what, () => {
      const { script: _, ...rest } = anAction("unit").component;
      const unit = { ...anAction("unit"), component: { ...rest, ...component } };
      const state = play(aRunOf(aPlan({ finally: [unit] })), admitted("unit", 0));

      assert.deepEqual(assigned(state).program, program);
    });
  }
});

test("image, working directory and commit are there where the component has them", () => {
  const { environment: _, program, ...rest } = assigned(aRunWith());
  const { image, workingDirectory, source } = assigned(
    aRunWith({ component: { image: { value: "golang" }, workingDirectory: { value: "service/" }, source: true } }),
  );

  assert.deepEqual(rest, { attempt: rest.attempt, pipeline: "release", secrets: {} });
  assert.deepEqual(program, { type: "script", script: "true" });
  assert.deepEqual(
    { image, workingDirectory, source },
    { image: "golang", workingDirectory: "service/", source: "5b1c" },
  );
});

test("an action that cannot be resolved has no assignment, and says why", () => {
  const state = aRunWith({ component: { inputs: { go: text } }, with: { go: { value: "1.26" } } });
  const place = state.plan.stages[0]?.actions[0];
  assert.ok(place);
  const broken = {
    ...state,
    plan: { ...state.plan, stages: [{ name: "verify", failFast: true, actions: [{ ...place, with: {} }] }] },
  };

  assert.match(refusal(broken) ?? "", /^engine-error: go/);
});
