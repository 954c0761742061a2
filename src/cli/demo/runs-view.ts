import type { Clock } from "../../base/clock.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { changeLines } from "../run/change-lines.ts";
import { runLines } from "../status/run-lines.ts";
import { createLiveView } from "../terminal/live-view.ts";
import { type Terminal, writeLines } from "../terminal/terminal.ts";

/** Several runs at once, while they go on: their trees drawn again and again, or a line for each thing that happens. */
export interface RunsView {
  show(run: RunStatus): void;
  end(): void;
}

export function createRunsView(terminal: Terminal, clock: Clock): RunsView {
  const latest = new Map<string, RunStatus>();
  const live = terminal.isTerminal ? createLiveView(terminal) : undefined;
  const trees = () => [...latest.values()].flatMap((run) => [...runLines(run, clock.now(), terminal.paint), ""]);
  return {
    show(run) {
      const before = latest.get(run.metadata.name);
      latest.set(run.metadata.name, run);
      if (live) live.draw(trees());
      else
        writeLines(
          terminal,
          changeLines(before, run, clock.now(), terminal.paint).map((line) => `${run.metadata.name}  ${line}`),
        );
    },
    end() {
      if (live) live.draw(trees());
      else writeLines(terminal, ["", ...trees()]);
    },
  };
}
