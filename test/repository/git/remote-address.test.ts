import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRemoteAddress } from "../../../src/repository/git/remote-address.ts";
import { isOperational } from "../contract.ts";

const allowed: readonly (readonly [string, string, string])[] = [
  ["https://forge.example/team/app.git", "https", "https://forge.example/team/app.git"],
  ["HTTPS://Forge.Example/team/app", "https", "https://forge.example/team/app"],
  ["ssh://git@forge.example:22/team/app", "ssh", "ssh://git@forge.example:22/team/app"],
  ["git@forge.example:team/app.git", "ssh", "git@forge.example:team/app.git"],
  ["forge:app", "ssh", "forge:app"],
  ["/srv/git/app.git", "local", "/srv/git/app.git"],
  ["/srv/git/../odd:name", "local", "/srv/odd:name"],
  ["file:///srv/git/my%20app.git", "local", "/srv/git/my app.git"],
  ["/srv/git/odd::name", "local", "/srv/git/odd::name"],
  ["file:///srv//git/app.git", "local", "/srv/git/app.git"],
  ["http://localhost:8080/app.git", "loopback", "http://localhost:8080/app.git"],
  ["http://127.0.0.2/app.git", "loopback", "http://127.0.0.2/app.git"],
  ["http://[::1]:1/app.git", "loopback", "http://[::1]:1/app.git"],
];
for (const [text, kind, url] of allowed) {
  test(`${text} is allowed: ${kind}`, () => {
    assert.deepEqual(parseRemoteAddress(text), { kind, url, credentials: undefined });
  });
}

for (const text of [
  "",
  "--upload-pack=evil",
  "ext::sh -c evil",
  "http://forge.example/app.git",
  "http://127.0.0.1.forge.example/app.git",
  "http://localhost.forge.example/app.git",
  "git://forge.example/app.git",
  "ftp://forge.example/app.git",
  "https://",
  "ssh://git:password@forge.example/app.git",
  "/srv/git\nevil",
  "file://forge.example/srv/git/app.git",
  "file:///srv/git%2Fapp.git",
  "file:///srv/git/100%.git",
  "file:///srv/git%00/app.git",
  "file:///srv/git%0aevil",
  "https://u:100%@forge.example/app.git",
  "https://u%0a:token@forge.example/app.git",
]) {
  test(`${JSON.stringify(text)} is refused for good`, () => {
    assert.throws(() => parseRemoteAddress(text), isOperational("remote-not-allowed", "never"));
  });
}

test("a relative path is one from here", () => {
  assert.equal(parseRemoteAddress("some/app.git").url, `${process.cwd()}/some/app.git`);
});

test("credentials in a URL are taken out of it", () => {
  assert.deepEqual(parseRemoteAddress("https://a%40b:t%3Ak@forge.example/app.git"), {
    kind: "https",
    url: "https://forge.example/app.git",
    credentials: { username: "a@b", token: "t:k" },
  });
});
