import { Command, CommanderError, type Option } from "commander";
import { addCommands, type Perform } from "./commands.ts";
import type { Context } from "./context.ts";
import { reportError } from "./report-error.ts";

const WRONG_USE = 64;

/** Reads the arguments, runs the command they name, and answers the exit code; throws nothing. */
export async function runProgram(args: readonly string[], context: Context): Promise<number> {
  let exitCode = 0;
  const program = createProgram(context, async (work) => {
    exitCode = await work(context);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said already what is wrong; help and version come this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    const verbose = program.opts().verbose === true || Boolean(context.environment.DEBUG);
    return reportError(error, context.stderr, verbose);
  }
}

function createProgram(context: Context, perform: Perform): Command {
  const program = new Command("pilotage");
  program.description("Pipelines steered from Git: commits start them, and their status is committed back.");
  program.version(context.version, "--version", "print the version");
  program.option("--verbose", "say more, above all about what went wrong");
  program.helpOption("-h, --help", "print this help");
  program.addHelpText("after", "\n`pilotage <command> --help` shows its flags and an example.");
  inherited(program, context);
  addCommands(program, perform);
  for (const command of program.commands) {
    inherited(command, context);
    command.addHelpText(
      "after",
      "\nEvery flag may come from the environment too: --status-branch as PILOTAGE_STATUS_BRANCH.",
    );
  }
  for (const command of [program, ...program.commands]) nameVariables(command, context.environment);
  return program;
}

/** What Commander would do to the process, done to the Context. */
function inherited(command: Command, { stdout, stderr }: Context): void {
  command.exitOverride();
  command.configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    getOutHelpWidth: () => stdout.columns,
    getErrHelpWidth: () => stderr.columns,
    outputError: (text, write) => {
      const [first = "", ...rest] = text.trimEnd().split("\n");
      write(
        `${stderr.paint("red", "pilotage:")} ${first.replace(/^error: /, "")}\n${rest.map((line) => `  ${line}\n`).join("")}`,
      );
    },
  });
  command.configureHelp({
    styleTitle: (title) => stdout.paint("bold", title),
    optionDescription: describe,
  });
}

/** Without the name of its variable on each line: the last line of the help says how they are made. */
function describe(option: Option): string {
  const shown =
    option.defaultValue === undefined || Array.isArray(option.defaultValue) ? "" : ` (default: ${option.defaultValue})`;
  return option.description + shown;
}

/** Lets each flag be set as PILOTAGE_<FLAG>; a switch is off where its variable says so. */
function nameVariables(command: Command, environment: Context["environment"]): void {
  for (const option of command.options) {
    if (option.long === undefined || option.long === "--version") continue;
    const variable = `PILOTAGE_${option.long.slice(2).replaceAll("-", "_").toUpperCase()}`;
    const isSwitchedOff = option.isBoolean() && /^(|0|false|no|off)$/i.test(environment[variable] ?? "");
    if (!isSwitchedOff) option.env(variable);
  }
}
