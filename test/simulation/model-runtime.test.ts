import { runtimeContract } from "../runtime/contract.ts";
import { calmWorld } from "./calm-world.ts";
import type { Behaviour } from "./components.ts";
import { modelRuntime } from "./model-runtime.ts";

runtimeContract("the model of a runtime", async () => {
  const { world, stop } = calmWorld();
  const model = modelRuntime(world, {
    tell: { started: () => {}, ending: () => {} },
    call: async () => 200,
    behaviourOf({ program }): Behaviour {
      const [text = "", code = ""] = program.type === "command" ? program.command : [];
      const said = { type: "say", text } as const;
      return code === "never" ? [said] : [said, { type: "exit", code: Number(code) }];
    },
  });
  return {
    runtime: model.runtimeOf(world.life),
    program: ({ says, exits }) => ({ type: "command", command: [says, String(exits)] }),
    close: async () => stop(),
  };
});
