import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { durationToText } from "../base/duration.ts";
import type { RunState } from "../run/run-state.ts";
import type { Context } from "./context.ts";
import { type DemoDaemon, startDemoDaemon } from "./demo/demo-daemon.ts";
import { type DemoRepository, makeDemoRepository } from "./demo/demo-repository.ts";
import { createRunsView } from "./demo/runs-view.ts";
import { type Scene, STORY } from "./demo/story.ts";
import { logLines } from "./run/log-lines.ts";
import { statusOf } from "./run/status-of.ts";
import { writeLines } from "./terminal/terminal.ts";

export interface DemoOptions {
  readonly keep?: boolean;
}

/** `pilotage demo`: a real repository, a real daemon, and a story in four commits; 1 where a run does not end as it should. */
export async function demoCommand({ keep = false }: DemoOptions, context: Context): Promise<number> {
  const { stdout, adapters } = context;
  const began = adapters.clock.now();
  const interrupted = Promise.withResolvers<never>();
  const unInterrupt = context.onInterrupt(() => interrupted.reject(new Error("interrupted")));
  const folder = await mkdtemp(join(tmpdir(), "pilotage-demo-"));
  let daemon: DemoDaemon | undefined;
  try {
    const repository = await makeDemoRepository(folder);
    writeLines(stdout, [
      `A remote repository: ${repository.remote}${keep ? "" : " (it goes when the demo ends; --keep keeps it)"}`,
    ]);
    daemon = await startDemoDaemon(folder, repository.remote, context);
    let asTold = true;
    for (const scene of STORY)
      asTold = (await Promise.race([play(scene, repository, daemon, context), interrupted.promise])) && asTold;
    await showRecord(repository, context);
    writeLines(stdout, [
      "",
      `That took ${durationToText(adapters.clock.now() - began)}. Your own in five minutes: see README.md.`,
    ]);
    return asTold ? 0 : 1;
  } finally {
    unInterrupt();
    await daemon?.close();
    if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Commits, shows the runs that follow until all is recorded, and tells whether they ended as they should. */
async function play(
  scene: Scene,
  repository: DemoRepository,
  daemon: DemoDaemon,
  { stdout, adapters }: Context,
): Promise<boolean> {
  writeLines(stdout, [
    "",
    stdout.paint("bold", `${STORY.indexOf(scene) + 1}. ${scene.title}`),
    ...scene.text.map((line) => `   ${line}`),
    "",
  ]);
  const ended = new Map<string, RunState>();
  const view = createRunsView(stdout, adapters.clock);
  daemon.watch((state) => {
    const status = statusOf(state);
    ended.set(status.metadata.name, state);
    view.show(status);
  });
  await daemon.done(await scene.commit(repository));
  view.end();
  for (const state of ended.values())
    writeLines(
      stdout,
      logLines(state, ["failed"], stdout.paint).map((line) => line.trimEnd()),
    );
  const phases = Object.fromEntries([...ended].map(([name, { phase }]) => [name, phase]));
  const asTold = Object.entries(scene.runs).every(([run, phase]) => phases[run] === phase);
  if (!asTold) writeLines(stdout, [stdout.paint("red", `This was to end otherwise: ${JSON.stringify(scene.runs)}`)]);
  return asTold;
}

/** What anybody who fetches the repository can read. */
async function showRecord(repository: DemoRepository, { stdout }: Context): Promise<void> {
  const { paint } = stdout;
  const show = (command: string, text: string) =>
    writeLines(stdout, ["", paint("dim", `$ ${command}`), text.trimEnd()]);
  writeLines(stdout, ["", paint("bold", "All of it is in Git, on the branch pilotage-status")]);
  show("git log --oneline pilotage-status", await repository.statusLog(8));
  show(
    "git show pilotage-status:status/runs/build/2.yaml",
    headOf(await repository.status("status/runs/build/2.yaml"), 40),
  );
  show("git show pilotage-status:README.md", await repository.status("README.md"));
}

function headOf(text: string, lines: number): string {
  const all = text.trimEnd().split("\n");
  return all.length <= lines ? text : [...all.slice(0, lines), `… and ${all.length - lines} lines more`].join("\n");
}
