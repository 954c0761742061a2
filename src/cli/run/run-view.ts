import type { Clock } from "../../base/clock.ts";
import type { RunState } from "../../run/run-state.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { runStatusOf } from "../../status/run-status-of.ts";
import { runLines } from "../status/run-lines.ts";
import { createLiveView } from "../terminal/live-view.ts";
import { type Terminal, writeLines } from "../terminal/terminal.ts";
import { changeLines } from "./change-lines.ts";

/** Shows a run while it goes on: a tree that is drawn again and again, or a line for each thing that happens. */
export interface RunView {
  show(state: RunState): void;
  end(): void;
}

const REDRAW_MS = 200;

/** The view that fits the terminal. */
export function createRunView(terminal: Terminal, clock: Clock): RunView {
  return terminal.isTerminal ? liveView(terminal, clock) : plainView(terminal, clock);
}

function liveView(terminal: Terminal, clock: Clock): RunView {
  const block = createLiveView(terminal);
  let latest: RunStatus | undefined;
  const draw = () => {
    if (latest) block.draw(runLines(latest, clock.now(), terminal.paint));
  };
  const timer = setInterval(draw, REDRAW_MS); // elapsed times go on even where nothing happens
  return {
    show(state) {
      latest = statusOf(state);
      draw();
    },
    end: () => clearInterval(timer),
  };
}

function plainView(terminal: Terminal, clock: Clock): RunView {
  let latest: RunStatus | undefined;
  return {
    show(state) {
      const next = statusOf(state);
      writeLines(terminal, changeLines(latest, next, clock.now(), terminal.paint));
      latest = next;
    },
    end() {
      if (latest) writeLines(terminal, ["", ...runLines(latest, clock.now(), terminal.paint)]);
    },
  };
}

/** A run as its status file would show it, with every value whole: one shape for both commands that show runs. */
export function statusOf(state: RunState): RunStatus {
  const whole = {
    value: <Value>(value: Value) => value,
    values: <Values>(values: Values) => values,
    contents: new Map(),
  };
  return runStatusOf(state, { runtimeName: "process", aside: whole, logs: new Map() });
}
