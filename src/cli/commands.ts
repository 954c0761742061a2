import type { Command } from "commander";
import type { Context } from "./context.ts";
import { addDaemonOptions, type DaemonOptions } from "./daemon-options.ts";
import type { DemoOptions } from "./demo-command.ts";
import { outputOption, several } from "./option-values.ts";
import type { PlanOptions } from "./plan/plan-command.ts";
import type { CancelOptions } from "./request/cancel-command.ts";
import type { TriggerOptions } from "./request/trigger-command.ts";
import type { RunOptions } from "./run/run-command.ts";
import type { StatusOptions } from "./status/status-command.ts";
import type { ValidateOptions } from "./validate/validate-command.ts";
import { WrongUse } from "./wrong-use.ts";

/** Does the work of a command and remembers its exit code. */
export type Perform = (work: (context: Context) => Promise<number>) => Promise<void>;

/** Declares every command; what one needs is loaded when it runs, so that `validate` does not wait for `daemon`. */
export function addCommands(program: Command, perform: Perform): void {
  addDemo(program, perform);
  addValidate(program, perform);
  addPlan(program, perform);
  addRun(program, perform);
  addDaemon(program, perform);
  addTrigger(program, perform);
  addCancel(program, perform);
  addStatus(program, perform);
  addLater(program);
}

function addDemo(program: Command, perform: Perform): void {
  const command = program
    .command("demo")
    .description("show it all: a throw-away repository, a daemon, commits and what follows");
  command.option("--keep", "leave the repository there to look around in");
  example(command, ["pilotage demo"]);
  command.action((options: DemoOptions) =>
    perform(async (context) => (await import("./demo-command.ts")).demoCommand(options, context)),
  );
}

function addValidate(program: Command, perform: Perform): void {
  const command = program
    .command("validate")
    .description("show every problem in the definitions, with its place and what to do");
  command.argument(
    "[path...]",
    "files or folders; everything of the repository around the working directory where there is none",
  );
  command.option("--definitions <glob...>", "where definitions and requests lie", several);
  command.addOption(outputOption(["github", "sarif"]));
  example(command, ["pilotage validate", "pilotage validate pipelines/release.yaml"]);
  command.action((paths: readonly string[], options: ValidateOptions) =>
    perform(async (context) =>
      (await import("./validate/validate-command.ts")).validateCommand(paths, options, context),
    ),
  );
}

function addPlan(program: Command, perform: Perform): void {
  const command = program
    .command("plan")
    .description("show what a commit of this working tree would start, cancel and leave alone, and why");
  command.argument("[dir]", "the working tree", ".");
  command.option("--against <ref>", "instead of what really ran: as if this commit had been acted on last");
  command.option("--detailed-exitcode", "exit with 2 where something would start or be cancelled");
  command.option("--offline", "use the status branch as it was last fetched");
  command.option("--status-branch <name>", "where the daemon commits its status", "pilotage-status");
  command.option("--definitions <glob...>", "where definitions and requests lie", several);
  command.addOption(outputOption());
  example(command, ["pilotage plan", "pilotage plan --against HEAD~1 --detailed-exitcode"]);
  command.action((directory: string, options: PlanOptions) =>
    perform(async (context) => (await import("./plan/plan-command.ts")).planCommand(directory, options, context)),
  );
}

function addRun(program: Command, perform: Perform): void {
  const command = program.command("run").description("run a pipeline here and now, from the working tree, without Git");
  command.argument("<pipeline>", "its name");
  addWith(command);
  command.option("--dir <dir>", "the working tree", ".");
  command.option("--secrets <path>", "a YAML file (name: {key: value}) or a folder of <name>/<key> files");
  command.option("--definitions <glob...>", "where definitions lie", several);
  command.option("--logs", "show at the end what succeeded actions wrote too, not only failed ones");
  command.addOption(outputOption());
  example(command, ["pilotage run hello", "pilotage run hello --with name=World --logs"]);
  command.action((pipeline: string, options: RunOptions) =>
    perform(async (context) => (await import("./run/run-command.ts")).runCommand(pipeline, options, context)),
  );
}

function addDaemon(program: Command, perform: Perform): void {
  const command = addDaemonOptions(
    program.command("daemon").description("the service: watch a repository, run what it asks for, commit the status"),
  );
  example(command, [
    "pilotage daemon --repository https://git.example.com/shop.git --git-token-file token",
    "pilotage daemon --repository /srv/git/shop.git --once",
  ]);
  command.action((options: DaemonOptions) =>
    perform(async (context) => (await import("./daemon-command.ts")).daemonCommand(options, context)),
  );
}

function addTrigger(program: Command, perform: Perform): void {
  const command = program.command("trigger").description("ask for a run: commit a Run and push it");
  command.argument("<pipeline>", "its name");
  addWith(command);
  command.option("--commit <sha>", "run an earlier commit of the watched branch");
  command.option("--definitions <glob...>", "where definitions lie", several);
  addRequestOptions(command);
  example(command, ["pilotage trigger release --with level=full --wait"]);
  command.action((pipeline: string, options: TriggerOptions) =>
    perform(async (context) =>
      (await import("./request/trigger-command.ts")).triggerCommand(pipeline, options, context),
    ),
  );
}

function addCancel(program: Command, perform: Perform): void {
  const command = program.command("cancel").description("ask for the end of a run: commit a Cancel and push it");
  command.argument("<run>", "its name, as release-42");
  command.option("--reason <text>", "why, for people");
  addRequestOptions(command);
  example(command, ['pilotage cancel release-42 --reason "wrong tag"']);
  command.action((run: string, options: CancelOptions) =>
    perform(async (context) => (await import("./request/cancel-command.ts")).cancelCommand(run, options, context)),
  );
}

function addStatus(program: Command, perform: Perform): void {
  const command = program.command("status").description("show what ran and what runs, from the status branch");
  command.argument("[what]", "a run (release-42) or a pipeline; an overview of all where there is none");
  command.option("--dir <dir>", "the working tree", ".");
  command.option("--offline", "use the status branch as it was last fetched");
  command.option("--status-branch <name>", "where the daemon commits its status", "pilotage-status");
  command.addOption(outputOption());
  example(command, ["pilotage status", "pilotage status release", "pilotage status release-42"]);
  command.action((what: string | undefined, options: StatusOptions) =>
    perform(async (context) => (await import("./status/status-command.ts")).statusCommand(what, options, context)),
  );
}

function addWith(command: Command): void {
  command.option("--with <name=value...>", "inputs of the run; what is not a text is read as JSON", several);
  command.option("--with-file <file>", "inputs of the run, from a YAML or JSON file");
}

function addRequestOptions(command: Command): void {
  command.option("--name <name>", "the name of the request (default: one that is free)");
  command.option("--wait", "follow it until the run has ended; exit with 1 where it did not succeed");
  command.option("--dir <dir>", "the working tree", ".");
  command.option("--status-branch <name>", "where the daemon commits its status", "pilotage-status");
  command.addOption(outputOption());
}

/** Commands that the contract names and that do not work yet: better said than "unknown command". */
function addLater(program: Command): void {
  for (const name of [
    "init",
    "approve",
    "rerun",
    "list",
    "logs",
    "graph",
    "watch",
    "component",
    "install",
    "release",
  ]) {
    const command = program
      .command(name, { hidden: true })
      .argument("[rest...]")
      .allowUnknownOption()
      .helpOption(false);
    command.action(() => {
      throw new WrongUse(`${name} is not supported yet`, "`pilotage --help` lists what is.");
    });
  }
}

function example(command: Command, lines: readonly string[]): void {
  command.addHelpText(
    "after",
    ["", lines.length === 1 ? "Example:" : "Examples:", ...lines.map((line) => `  $ ${line}`)].join("\n"),
  );
}
