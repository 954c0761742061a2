import type { Capability } from "../../src/contract/capability.ts";
import type { Handlers, Listener } from "../../src/listener/port.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import { type Life, pause, type World } from "./world.ts";

export interface ModelListener {
  listenerOf(life: Life): Listener;
  /** The status of the answer; undefined = none came. `answered` hears of each answer. */
  call(capability: Capability, body: CallBody): Promise<number | undefined>;
  answered: (capability: Capability, body: CallBody, status: number) => void;
}

/** The way between components and the daemon: calls and answers take their time and may be lost in a crash. */
export function createModelListener(world: World): ModelListener {
  const listening = new Map<Life, Handlers>();
  const listener: ModelListener = {
    answered: () => {},
    listenerOf: (life) => ({
      async listen(handlers) {
        listening.set(life, handlers);
        return "http://127.0.0.1:4000";
      },
      async close() {
        listening.delete(life);
      },
    }),
    async call(capability, body) {
      await pause(world.clock, world.random.between(0, 5));
      const life = world.life;
      const handlers = listening.get(life);
      if (!life.alive || !handlers || !isCallback(capability)) return undefined;
      const answer = await Promise.race([
        handlers.called(capability, new TextEncoder().encode(JSON.stringify(body))),
        pause(world.clock, 10_000).then(() => undefined), // the component's patience
      ]);
      if (!answer || !life.alive) return undefined;
      listener.answered(capability, body, answer.status);
      await pause(world.clock, world.random.between(0, 5));
      return world.troubled && world.random.oneIn(30) ? undefined : answer.status; // the answer may be lost on its way
    },
  };
  return listener;
}

function isCallback(capability: Capability): capability is Capability & { readonly what: CallbackEvent } {
  return capability.what !== "data" && capability.what !== "source";
}
