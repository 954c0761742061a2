import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { OperationalError } from "../../base/operational-error.ts";
import { core } from "../../daemon/core.ts";
import { type Daemon, type DaemonEvents, startDaemon } from "../../daemon/daemon.ts";
import type { Log } from "../../daemon/log.ts";
import { isDefinitionPath } from "../../plan/definition-paths.ts";
import { parseRemoteAddress } from "../../repository/git/remote-address.ts";
import type { Context } from "../context.ts";
import type { DaemonOptions } from "../daemon-options.ts";
import { WrongUse } from "../wrong-use.ts";
import { listenAddress } from "./listen-address.ts";
import { stateDirectory } from "./state-directory.ts";

export interface OpenDaemon extends Daemon {
  /** The repository's address, without the credentials that may stand in it. */
  readonly repository: string;
  /** Where it keeps what must survive a crash. */
  readonly state: string;
}

/** A daemon with the real adapters, as its flags say. */
export async function openDaemon(
  options: DaemonOptions,
  context: Context,
  log: Log,
  events: DaemonEvents,
): Promise<OpenDaemon> {
  const { adapters } = context;
  const { clock, random } = adapters;
  const credentials = await credentialsOf(options, context);
  const secrets = await adapters.secrets(options.secrets && resolve(context.directory, options.secrets));
  const url = repositoryUrl(options.repository, context);
  const address = parseRemoteAddress(url).url;
  const state = await stateDirectory(options.state, address, context);
  const ledger = await adapters.ledger(join(state, "ledger.sqlite"));
  const keys = await adapters.keys(state);
  const repository = await adapters.git({
    url,
    branch: options.branch,
    statusBranch: options.statusBranch,
    cacheDir: join(state, "cache"),
    credentials,
    author: options.gitAuthor,
    pollMs: options.poll,
    log: (message, facts) => log.info(message, facts),
  });
  const ports = {
    repository: options.once ? { ...repository, watch: () => () => {} } : repository, // one snapshot, whatever comes after it
    ledger,
    secrets,
    clock,
    random,
    log,
    parser: await adapters.parser(),
    runtime: await adapters.processRuntime(join(state, "attempts"), secrets),
    listener: await adapters.listener({ ...listenAddress(options.listen), stateDirectory: state, keys, log }),
  };
  const settings = {
    maxActiveActions: options.maxActiveActions ?? 2 * availableParallelism(),
    isDefinition: isDefinitionPath(options.definitions),
    firstSync: options.firstSync,
    keyId: keys.current,
    sign: keys.sign,
    takeOver: options.takeOver === true,
    status: {
      ownBranch: options.statusBranch !== options.branch,
      logs: options.logs,
      keepRuns: options.keepRuns,
      repository: address,
      version: context.version,
    },
    ...(options.callbackUrl !== undefined && { callbackUrl: options.callbackUrl.replace(/\/+$/, "") }),
  };
  try {
    const daemon = await startDaemon(ports, core, settings, events);
    return {
      ...daemon,
      repository: address,
      state,
      async close() {
        await daemon.close();
        repository.close();
      },
    };
  } catch (error) {
    repository.close();
    throw error;
  }
}

/** A local path is relative to where the command was given; with a colon before its first slash it is a URL or host:path. */
function repositoryUrl(asked: string, { directory }: Context): string {
  return /^[^/]+:/.test(asked) ? asked : resolve(directory, asked);
}

async function credentialsOf(
  { gitUsername, gitTokenFile }: DaemonOptions,
  { directory }: Context,
): Promise<{ readonly username: string; readonly token: string } | undefined> {
  if (gitTokenFile === undefined && gitUsername !== undefined)
    throw new WrongUse("--git-username is of no use by itself", "Give its token or password with --git-token-file.");
  if (gitTokenFile === undefined) return undefined;
  const path = resolve(directory, gitTokenFile);
  try {
    return { username: gitUsername ?? "git", token: (await readFile(path, "utf8")).trim() };
  } catch (cause) {
    throw new OperationalError("token-unreadable", `${path} cannot be read`, {
      retry: "never",
      cause,
      hint: "--git-token-file names a file with the token alone",
    });
  }
}
