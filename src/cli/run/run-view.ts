import type { Clock } from "../../base/clock.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { runLines } from "../status/run-lines.ts";
import { createLiveView } from "../terminal/live-view.ts";
import { type Terminal, writeLines } from "../terminal/terminal.ts";
import { changeLines } from "./change-lines.ts";

/** Shows a run while it goes on: a tree that is drawn again and again, or a line for each thing that happens. */
export interface RunView {
  show(run: RunStatus): void;
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
  const lines = () => (latest ? runLines(latest, clock.now(), terminal.paint) : []);
  const draw = () => block.draw(lines());
  const timer = setInterval(draw, REDRAW_MS).unref(); // elapsed times go on even where nothing happens
  return {
    show(run) {
      latest = run;
      draw();
    },
    end() {
      clearInterval(timer);
      block.finish(lines());
    },
  };
}

function plainView(terminal: Terminal, clock: Clock): RunView {
  let latest: RunStatus | undefined;
  return {
    show(run) {
      writeLines(terminal, changeLines(latest, run, clock.now(), terminal.paint));
      latest = run;
    },
    end() {
      if (latest) writeLines(terminal, ["", ...runLines(latest, clock.now(), terminal.paint)]);
    },
  };
}
