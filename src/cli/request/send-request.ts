import { resolve } from "node:path";
import { parseFile } from "../../definitions/parse-file.ts";
import type { RequestFate } from "../../plan/plan.ts";
import type { RunStatus } from "../../status/run-status.ts";
import type { Context } from "../context.ts";
import { fateData } from "../fate-data.ts";
import { createRunView } from "../run/run-view.ts";
import { writeJson, writeLines } from "../terminal/terminal.ts";
import { WrongUse } from "../wrong-use.ts";
import { followRun, waitForFate } from "./follow-request.ts";
import { type RequestBody, requestFile, requestName } from "./request-file.ts";

export interface RequestOptions {
  readonly name?: string;
  readonly wait?: boolean;
  readonly dir: string;
  readonly statusBranch: string;
  readonly output: "text" | "json";
}

/** What became of a request as far as it was followed. */
export interface Sent {
  readonly fate?: RequestFate;
  /** As it ended. */
  readonly run?: RunStatus;
}

/** Commits a request on the watched branch and pushes it; with `--wait` follows it until its run has ended. */
export async function sendRequest(body: RequestBody, options: RequestOptions, context: Context): Promise<Sent> {
  const { clock, random } = context.adapters;
  const name = options.name ?? requestName(body, clock.now(), random);
  const file = requestFile(name, body);
  refuseInvalid(file.text);
  const folder = resolve(context.directory, options.dir);
  const repository = await context.adapters.folder(folder);
  const { commit } = await repository.submit(file).finally(() => repository.close());
  const isText = options.output === "text";
  if (isText)
    writeLines(context.stdout, [
      `${body.kind} ${context.stdout.paint("bold", name)} is pushed: ${file.path} in ${commit.slice(0, 7)}`,
    ]);
  const sent = options.wait ? await follow(body.kind, name, folder, options, context) : {};
  if (!isText) {
    const fate = sent.fate && fateData(sent.fate);
    writeJson(context.stdout, { kind: body.kind, name, path: file.path, commit, ...sent, ...(fate && { fate }) });
  }
  return sent;
}

async function follow(
  kind: RequestBody["kind"],
  name: string,
  folder: string,
  options: RequestOptions,
  context: Context,
): Promise<Sent> {
  const { stdout, adapters } = context;
  const isText = options.output === "text";
  const look = () => adapters.status(folder, { statusBranch: options.statusBranch, offline: false });
  if (isText) writeLines(stdout, [stdout.paint("dim", "Waiting for a daemon to take it up.")]);
  const fate = await waitForFate(kind, name, look, adapters.clock);
  if (isText) writeLines(stdout, [`${fate.fate}: ${fate.message}`]);
  if (fate.fate !== "accepted" || fate.run === undefined) return { fate };
  const view = isText ? createRunView(stdout, adapters.clock) : undefined;
  const run = await followRun(fate.run, look, adapters.clock, (status) => view?.show(status));
  view?.end();
  return { fate, run };
}

/** What the daemon would call invalid is not committed in the first place. */
function refuseInvalid(text: string): void {
  const [problem] = parseFile("", text).problems;
  if (problem) throw new WrongUse(`it would be no valid request: ${problem.message}`, problem.hint);
}
