import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { type Capability, capabilityPath, type Sign } from "../../../src/contract/capability.ts";
import { createMask } from "../../../src/contract/mask.ts";
import { routeOf } from "../../../src/listener/http/route.ts";
import type { Target } from "../target.ts";

const EVENTS = ["COMPONENT_START", "TASK_STATUS", "TASK_RESULT", "COMPONENT_STOP", "data", "source"] as const;

const sign: Sign = (keyId, path) =>
  keyId === "k1" ? createHmac("sha256", "key").update(path).digest().subarray(0, 16).toString("base64url") : undefined;
const mask = createMask([]);

/** Method and URL of a request. None but ours leads anywhere, and one that does is worth nothing once it is masked. */
export const target: Target = {
  make(random) {
    const capability: Capability = {
      keyId: random.pick(["k1", "k2"]),
      uid: random.hex(10),
      action: random.pick(["unit", "go-test", "a"]),
      copy: random.between(0, 12),
      attempt: random.between(1, 12),
      what: random.pick(EVENTS),
    };
    return `${random.pick(["POST", "PUT", "GET"])} ${random.pick(["", "http://h:1"])}${capabilityPath(capability, sign)}`;
  },
  words: [
    ..."/ // /../ /./ ? # % %2f %00 \\ ; : @ POST GET DELETE /c/ /healthz /readyz k1 k2 data source 00 -1 01 http:// HTTPS://".split(
      " ",
    ),
    " ",
    "\n",
    "\0",
  ],
  read(input) {
    const [method = "", ...rest] = input.toString().split(" ");
    const url = rest.join(" ");
    const route = routeOf(method, url, sign);
    if (!("capability" in route)) return;
    const own = capabilityPath(route.capability, sign);
    assert.match(url.replace(/^https?:\/\/[^/?#]*/, "").replace(/\?.*/s, ""), new RegExp(`^${own}$`));
    const mac = own.slice(-22);
    assert.ok(!mask.text(url).includes(own), "the masked URL is still good");
    assert.ok(!route.name.includes(mac));
  },
};
