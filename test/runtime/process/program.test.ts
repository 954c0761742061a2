import assert from "node:assert/strict";
import { test } from "node:test";
import { rememberedShellOptions, shellOptions } from "../../../src/runtime/process/program.ts";

test("a shell that could not be asked has no options, rather than fewer", async () => {
  await assert.rejects(shellOptions("/nowhere/sh"), { code: "ENOENT" });
});

test("the options of the shell are asked for once, and again where they could not be", async () => {
  let times = 0;
  const options = rememberedShellOptions(async () => {
    times += 1;
    if (times === 1) throw new Error("too many files");
    return ["-eu"];
  });

  await assert.rejects(options());
  assert.deepEqual(await Promise.all([options(), options()]), [["-eu"], ["-eu"]]);
  await options();

  assert.equal(times, 2);
});
