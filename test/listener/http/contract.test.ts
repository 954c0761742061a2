import { createHttpListener } from "../../../src/listener/http/http-listener.ts";
import { loadKeys } from "../../../src/listener/http/keys.ts";
import { createTemporaryFolder } from "../../fixtures/temporary-folder.ts";
import { listenerContract } from "../contract.ts";
import { random } from "./listener-fixture.ts";

listenerContract("on plain HTTP", async (use) => {
  await using folder = await createTemporaryFolder();
  const keys = await loadKeys(folder.path, random);
  const parts = { host: "127.0.0.1", port: 0, stateDirectory: folder.path, keys, random, failed: () => {} };
  const listener = createHttpListener(parts);
  try {
    await use({
      listener,
      keyId: keys.current,
      sign: keys.sign,
      async request(method, url, body) {
        const response = await fetch(url, { method, ...(body !== undefined && { body }) }).catch(() => undefined);
        return response && { status: response.status, text: await response.text() };
      },
    });
  } finally {
    await listener.close();
  }
});
