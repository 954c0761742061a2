import type { Assignment } from "../../src/contract/assignment.ts";
import { type Capability, parseCapabilityPath } from "../../src/contract/capability.ts";
import type { Handlers, Listener } from "../../src/listener/port.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import type { Act } from "./components.ts";
import type { Happenings } from "./happenings.ts";
import { type Life, pause, type World } from "./world.ts";

export interface ModelListener {
  listenerOf(life: Life): Listener;
  /** The status of the answer; undefined = none came. */
  call(capability: Capability, body: CallBody): Promise<number | undefined>;
}

/** The way between components and the daemon: calls and answers take their time and may be lost in a crash. */
export function modelListener(world: World, tell: Pick<Happenings, "answered">): ModelListener {
  const listening = new Map<Life, Handlers>();
  return {
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
      tell.answered(capability, body, answer.status);
      await pause(world.clock, world.random.between(0, 5));
      return world.troubled && world.random.oneIn(30) ? undefined : answer.status; // the answer may be lost on its way
    },
  };
}

/** A call of a component, by the URL that it was given for it. */
export function modelCall({ call }: ModelListener) {
  return (assignment: Assignment, { event, body }: Act & { readonly type: "call" }): Promise<number | undefined> => {
    const parsed = parseCapabilityPath(new URL(assignment.environment[event] ?? "").pathname);
    if (!parsed) throw new Error(`the URL of ${event} cannot be read`);
    return call(parsed.capability, body);
  };
}

function isCallback(capability: Capability): capability is Capability & { readonly what: CallbackEvent } {
  return capability.what !== "data" && capability.what !== "source";
}
