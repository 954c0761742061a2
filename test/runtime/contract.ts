import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { Assignment, Program } from "../../src/contract/assignment.ts";
import type { AttemptKey, Observation } from "../../src/run/run-event.ts";
import type { Runtime } from "../../src/runtime/port.ts";

/** What a program of the contract does: it says something, then exits with a code or goes on for ever. */
export interface Behaviour {
  readonly says: string;
  readonly exits: number | "never";
}

/** A runtime, and how to make it run a program that behaves so. */
export interface RuntimeUnderTest {
  readonly runtime: Runtime;
  program(behaviour: Behaviour): Program;
  close(): Promise<void>;
}

/** What every runtime promises, fakes included. */
export function runtimeContract(name: string, make: () => Promise<RuntimeUnderTest>): void {
  describe(`${name}, as a runtime,`, () => {
    let subject: RuntimeUnderTest;
    let runtime: Runtime;
    beforeEach(async () => {
      subject = await make();
      runtime = subject.runtime;
    });
    afterEach(() => subject.close());

    const start = (attempt: AttemptKey, behaviour: Behaviour) =>
      runtime.start(anAssignment(attempt, subject.program(behaviour)));

    test("knows nothing of what was never started", async () => {
      assert.deepEqual(await runtime.observe(anAttempt()), { is: "absent" });
      assert.equal(await textOf(runtime, anAttempt()), "");
      assert.deepEqual(await runtime.list(), []);
      await runtime.release(anAttempt());
    });

    test("runs a program to its end and says when and how it ended", async () => {
      const first = await start(anAttempt(), { says: "hello\n", exits: 0 });
      const last = await ended(runtime, anAttempt());

      assert.ok(first.is === "starting" || first.is === "running" || first.is === "ended");
      assert.equal(last.exitCode, 0);
      assert.equal(last.cause, undefined);
      assert.ok(last.startedAt !== undefined && last.endedAt !== undefined && last.startedAt <= last.endedAt);
      assert.equal(await textOf(runtime, anAttempt()), "hello\n");
    });

    test("reports an exit code other than 0 as it is", async () => {
      await start(anAttempt(), { says: "", exits: 3 });

      assert.equal((await ended(runtime, anAttempt())).exitCode, 3);
    });

    test("starts an attempt once, however often it is told to", async () => {
      const told = [1, 2, 3].map(() => start(anAttempt(), { says: "once\n", exits: 0 }));
      await Promise.all(told);
      await ended(runtime, anAttempt());
      const late = await start(anAttempt(), { says: "once\n", exits: 0 });

      assert.equal(late.is, "ended");
      assert.equal(await textOf(runtime, anAttempt()), "once\n");
      assert.deepEqual(await runtime.list(), [anAttempt()]);
    });

    test("keeps attempts apart", async () => {
      await Promise.all([
        start(anAttempt(1), { says: "one\n", exits: 1 }),
        start(anAttempt(2), { says: "two\n", exits: 2 }),
      ]);
      const codes = await Promise.all([1, 2].map(async (n) => (await ended(runtime, anAttempt(n))).exitCode));

      assert.deepEqual(codes, [1, 2]);
      assert.equal(await textOf(runtime, anAttempt(2)), "two\n");
    });

    test("stops a program that never exits, and stopping it again changes nothing", async () => {
      await start(anAttempt(), { says: "ready\n", exits: "never" });
      await until(async () => (await textOf(runtime, anAttempt())) !== "");

      const stopped = await runtime.stop(anAttempt(), 1_000);

      assert.equal(stopped.is, "ended");
      assert.ok(stopped.exitCode !== 0 && stopped.cause === undefined);
      assert.deepEqual(await runtime.stop(anAttempt(), 1_000), stopped);
      assert.deepEqual(await runtime.observe(anAttempt()), stopped);
    });

    test("leaves an exit code as it is when it stops what has ended", async () => {
      await start(anAttempt(), { says: "", exits: 3 });
      const last = await ended(runtime, anAttempt());

      assert.deepEqual(await runtime.stop(anAttempt(), 0), last);
    });

    test("lets a stop and a start at once end in one of two ways, and stay so", async () => {
      const [, stopped] = await Promise.all([
        start(anAttempt(), { says: "", exits: "never" }),
        runtime.stop(anAttempt(), 1_000),
      ]);

      assert.ok(stopped.is === "ended" || stopped.is === "gone");
      assert.equal((await runtime.observe(anAttempt())).is, stopped.is);
    });

    test("never starts what was stopped before", async () => {
      const stopped = await runtime.stop(anAttempt(), 1_000);
      const started = await start(anAttempt(), { says: "late\n", exits: 0 });

      assert.equal(stopped.is, "gone");
      assert.equal(started.is, "gone");
      assert.equal(await textOf(runtime, anAttempt()), "");
    });

    test("gives a log from any byte on", async () => {
      await start(anAttempt(), { says: "0123456789", exits: 0 });
      await ended(runtime, anAttempt());

      assert.equal(await textOf(runtime, anAttempt(), 7), "789");
      assert.equal(await textOf(runtime, anAttempt(), 10), "");
      assert.equal(await textOf(runtime, anAttempt(), 99), "");
    });

    test("lists an attempt until it is released, more than once for all it cares", async () => {
      await start(anAttempt(), { says: "", exits: 0 });
      await ended(runtime, anAttempt());
      const before = await runtime.list();

      await runtime.release(anAttempt());
      await runtime.release(anAttempt());

      assert.deepEqual(before, [anAttempt()]);
      assert.deepEqual(await runtime.list(), []);
    });

    test("tells nobody who has stopped watching", async () => {
      let looks = 0;
      runtime.watch(() => looks++)();

      await start(anAttempt(), { says: "", exits: 0 });
      await ended(runtime, anAttempt());

      assert.equal(looks, 0);
    });
  });
}

export function anAttempt(attempt = 1): AttemptKey {
  return { uid: "3f9c02ab41d7e8805c11", run: "release-42", action: "unit", copy: 0, attempt };
}

export function anAssignment(attempt: AttemptKey, program: Program): Assignment {
  return { attempt, pipeline: "release", program, environment: {}, secrets: {} };
}

/** The end of an attempt, as soon as the runtime tells of it. */
export function ended(runtime: Runtime, attempt: AttemptKey): Promise<Observation> {
  return new Promise((resolve, reject) => {
    const unwatch = runtime.watch(() => void look());
    async function look() {
      try {
        const observation = await runtime.observe(attempt);
        if (observation.is !== "ended" && observation.is !== "gone") return;
        unwatch();
        resolve(observation);
      } catch (error) {
        unwatch();
        reject(error);
      }
    }
    void look();
  });
}

/** Asks again until it is so; a test that never sees it is ended by its runner. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

export async function textOf(runtime: Runtime, attempt: AttemptKey, from = 0): Promise<string> {
  return Buffer.concat(await Array.fromAsync(runtime.logs(attempt, from))).toString();
}
