import { openFileSecrets } from "../../../src/secrets/files/file-secrets.ts";
import { withoutFiles } from "../../fixtures/without-files.ts";

/** Asks for a secret of the file or folder while no other file can be opened: prints how that ended, and what it says later. */
const [path = ""] = process.argv.slice(2);
const secrets = await openFileSecrets(path);
const token = () => secrets.value({ name: "forge", key: "token" });
const refusal = await withoutFiles(() => token().catch((error) => `${error.code} ${error.retry}`));
console.log(JSON.stringify([refusal, await token()]));
