import { createProcessRuntime } from "../../../src/runtime/process/process-runtime.ts";
import { anAssignment, anAttempt } from "../contract.ts";

/** A daemon that starts one attempt, says so, and waits to be killed: `start-and-wait.ts DIR SCRIPT`. */
const [dir = "", script = ""] = process.argv.slice(2);
const runtime = createProcessRuntime({ dir, environment: process.env, secrets: { value: async () => undefined } });
runtime.watch(() => {});
await runtime.start(anAssignment(anAttempt(), { type: "script", script }));
console.log("started");
