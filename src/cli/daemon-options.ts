import { type Command, Option } from "commander";
import { author, choice, count, durationMs, notYet, several } from "./option-values.ts";

/** The flags of `pilotage daemon`, read. */
export interface DaemonOptions {
  readonly repository: string;
  readonly branch: string;
  readonly statusBranch: string;
  readonly definitions?: readonly string[];
  readonly runtime: "process";
  readonly listen: string;
  readonly callbackUrl?: string;
  readonly state?: string;
  /** Milliseconds between two looks at a remote. */
  readonly poll: number;
  readonly secrets?: string;
  readonly once?: boolean;
  readonly firstSync: "start" | "observe";
  readonly maxActiveActions?: number;
  readonly logs: "none" | "failed" | "all";
  readonly keepRuns: number;
  readonly takeOver?: boolean;
  readonly gitUsername?: string;
  readonly gitTokenFile?: string;
  readonly gitAuthor: string;
}

/** Declares them, in the order in which someone who sets up a daemon meets them. */
export function addDaemonOptions(command: Command): Command {
  return command
    .addOption(required(new Option("--repository <url>", "the repository to watch: https, ssh or a local path")))
    .option("--branch <name>", "the branch to watch", "main")
    .option("--status-branch <name>", "the branch that the status is committed to", "pilotage-status")
    .option("--definitions <glob...>", "where definitions and requests lie", several)
    .addOption(
      new Option("--runtime <name>", "where components run")
        .argParser(choice(["process"], ["docker", "kubernetes"]))
        .default("process"),
    )
    .option(
      "--listen <host:port>",
      "where components reach the daemon; a port 0 is chosen once and kept",
      "127.0.0.1:0",
    )
    .option("--callback-url <url>", "its address as components see it, if it is another")
    .option("--state <dir>", "where the daemon keeps what must survive a crash")
    .option("--poll <duration>", "how often to look at a remote", durationMs, 30_000)
    .option("--secrets <path>", "a YAML file (name: {key: value}) or a folder of <name>/<key> files")
    .option("--once", "catch up, finish all that is due, record it, and exit")
    .addOption(
      new Option("--first-sync <mode>", "what to do with definitions that are there at the very first look")
        .choices(["start", "observe"])
        .default("start"),
    )
    .option("--max-active-actions <count>", "how many actions may run at once (default: 2 for each CPU)", count)
    .addOption(
      new Option("--logs <which>", "the ends of which logs to commit")
        .choices(["none", "failed", "all"])
        .default("all"),
    )
    .option("--keep-runs <count>", "how many runs of a pipeline stay in the tree", count, 200)
    .option("--take-over", "become the owner of a status branch whose daemon is gone")
    .option("--git-username <name>", "the user for https")
    .option("--git-token-file <file>", "a file with the token or password for https")
    .option("--git-author <name>", "who commits the status", author, "Pilotage <pilotage@localhost>")
    .addOption(later(new Option("--ssh-key <file>")))
    .addOption(later(new Option("--known-hosts <file>")));
}

function required(option: Option): Option {
  return option.makeOptionMandatory();
}

/** One that is refused rather than ignored: ssh works as this user's own configuration says. */
function later(option: Option): Option {
  return option.hideHelp().argParser(notYet);
}
