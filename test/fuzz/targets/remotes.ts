import assert from "node:assert/strict";
import { OperationalError } from "../../../src/base/operational-error.ts";
import { parseRemoteAddress } from "../../../src/repository/git/remote-address.ts";
import type { Target } from "../target.ts";

/** The address of a remote: refused in our words, or such that Git takes it for what we took it for. */
export const target: Target = {
  make: (random) => random.pick(ADDRESSES),
  words: [
    ..."https:// http:// ssh:// file:// ext:: git@ : / :: - -- @ % %2f %00 %0a %zz %2d .. [::1] localhost 127.0.0.1 u:p@ ? # \\".split(
      " ",
    ),
    " ",
    "\n",
    "\0",
  ],
  read(input) {
    const text = input.toString();
    const address = parsed(text);
    if (address === undefined) return;
    const { kind, url, credentials } = address;
    assert.doesNotMatch(url, /\p{Cc}/u);
    assert.ok(!url.startsWith("-"));
    assert.equal(parseRemoteAddress(url).kind, kind, `${url} is read as another kind`);
    assert.equal(parseRemoteAddress(url).url, url);
    if (kind === "local") assert.ok(url.startsWith("/"));
    if (kind === "loopback") assert.match(url, /^http:\/\/(localhost|\[::1\]|127\.[\d.]+)[:/]/);
    if (kind === "https" || kind === "loopback") assert.equal(new URL(url).password + new URL(url).username, "");
    if (credentials) assert.ok(kind === "https" || kind === "loopback");
  },
};

function parsed(text: string) {
  try {
    return parseRemoteAddress(text);
  } catch (error) {
    if (error instanceof OperationalError && error.code === "remote-not-allowed") return undefined;
    throw error;
  }
}

const ADDRESSES = [
  "https://forge.example/team/app.git",
  "https://a%40b:t%3Ak@forge.example/app.git",
  "ssh://git@forge.example:22/team/app",
  "git@forge.example:team/app.git",
  "file:///srv/git/my%20app.git",
  "http://127.0.0.2:8080/app.git",
  "http://[::1]:1/app.git",
  "/srv/git/app.git",
  "some/app.git",
];
