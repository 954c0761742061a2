import type { AttemptKey } from "../../../src/run/run-event.ts";
import type { Runtime } from "../../../src/runtime/port.ts";
import type { Bug } from "../history.ts";

/** Names the place of an attempt by chance and not by the attempt: after a crash it looks for it somewhere else. */
export const spawnTwice: Bug = {
  name: "spawn-twice",
  shows: /is started twice|the log of attempt \d+ of \S+ begins with ""/,
  ports: (ports) => ({ ...ports, runtime: elsewhere(ports.runtime, Number.parseInt(ports.random.hex(2), 16)) }),
};

function elsewhere(runtime: Runtime, copy: number): Runtime {
  const there = (attempt: AttemptKey): AttemptKey => ({ ...attempt, copy });
  const here = (attempt: AttemptKey): AttemptKey => ({ ...attempt, copy: 0 });
  return {
    name: runtime.name,
    start: (assignment, source) => runtime.start({ ...assignment, attempt: there(assignment.attempt) }, source),
    stop: (attempt, graceMs) => runtime.stop(there(attempt), graceMs),
    observe: (attempt) => runtime.observe(there(attempt)),
    release: (attempt) => runtime.release(there(attempt)),
    watch: (look) => runtime.watch((attempt) => look(here(attempt))),
    logs: (attempt, from) => runtime.logs(there(attempt), from),
    list: runtime.list,
  };
}
