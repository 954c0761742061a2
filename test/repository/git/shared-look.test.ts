import assert from "node:assert/strict";
import { test } from "node:test";
import { shareLook } from "../../../src/repository/git/shared-look.ts";

test("those who ask during a look share the next one, which begins when this one has ended", async () => {
  const looks: PromiseWithResolvers<number>[] = [];
  const look = shareLook(() => {
    looks.push(Promise.withResolvers());
    return looks.at(-1)?.promise ?? Promise.reject();
  });

  const first = look();
  const [second, third] = [look(), look()];
  assert.equal(looks.length, 1);
  looks[0]?.resolve(1);
  assert.equal(await first, 1);
  await Promise.resolve();
  looks[1]?.resolve(2);

  assert.deepEqual(await Promise.all([second, third]), [2, 2]);
  assert.equal(looks.length, 2);
});

test("a look that fails is the failure of those who asked for it alone", async () => {
  let looks = 0;
  const look = shareLook(async () => {
    if (++looks === 1) throw new Error("away");
    return looks;
  });

  const [first, second] = [look(), look()];

  await assert.rejects(first, /away/);
  assert.equal(await second, 2);
  assert.equal(await look(), 3);
});
