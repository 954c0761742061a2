import { Command, CommanderError, type Option } from "commander";
import { addCommands, type Perform } from "./commands.ts";
import type { Context } from "./context.ts";
import { reportError } from "./report-error.ts";

const WRONG_USE = 64;

/** The Context but for what the arguments themselves say. */
export type Surroundings = Omit<Context, "verbose">;

/** Reads the arguments, runs the command they name, and answers the exit code; throws nothing. */
export async function runProgram(args: readonly string[], context: Surroundings): Promise<number> {
  let exitCode = 0;
  const program = createProgram(context, async (work) => {
    exitCode = await work({ ...context, verbose: isVerbose() });
  });
  const isVerbose = () => program.opts().verbose === true || Boolean(context.environment.DEBUG);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said already what is wrong; help and version come this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    return reportError(error, context.stderr, isVerbose());
  }
}

function createProgram(context: Surroundings, perform: Perform): Command {
  const program = createCommand("pilotage", context.environment);
  speakThrough(context, program); // before its commands are added: they inherit it
  program.description("Pipelines steered from Git: commits start them, and their status is committed back.");
  program.version(context.version, "--version", "print the version");
  program.option("--verbose", "say more, above all about what went wrong");
  program.helpOption("-h, --help", "print this help");
  program.addHelpText("after", "\n`pilotage <command> --help` shows its flags and an example.");
  addCommands(program, perform);
  for (const command of program.commands) {
    command.addHelpText(
      "after",
      "\nEvery flag may come from the environment too: --status-branch as PILOTAGE_STATUS_BRANCH.",
    );
  }
  return program;
}

/** A command each of whose flags may come from the environment, and so for its own commands. */
function createCommand(name: string | undefined, environment: Context["environment"]): Command {
  const command = new Command(name);
  const { addOption } = command;
  command.addOption = (option) => addOption.call(command, withVariable(option, environment));
  command.createCommand = (child) => createCommand(child, environment);
  return command;
}

/** PILOTAGE_<FLAG>; a switch is off where its variable says so. */
function withVariable(option: Option, environment: Context["environment"]): Option {
  const variable = `PILOTAGE_${option.name().replaceAll("-", "_").toUpperCase()}`;
  const isSwitchedOff = option.isBoolean() && /^(|0|false|no|off)$/i.test(environment[variable] ?? "");
  return option.name() === "version" || isSwitchedOff ? option : option.env(variable);
}

/** What Commander would do to the process, done to the Context. */
function speakThrough({ stdout, stderr }: Surroundings, program: Command): void {
  program.exitOverride();
  program.configureOutput({
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
  program.configureHelp({
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
