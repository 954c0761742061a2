import { type ChildProcess, spawn } from "node:child_process";
import { OperationalError } from "../../base/operational-error.ts";
import { createBatchReader, type GitObject } from "./batch-output.ts";
import { type Environment, environmentForGit } from "./git-environment.ts";
import { notStarted } from "./not-started.ts";

/** Objects by any name that Git knows (an id, `<commit>:<path>`, a ref), from one process that stays: 0.1 ms each. */
export interface CatFile {
  /**
   * In the order of the names, each cut after `keptBytes`; undefined where there is no such object. Throws OperationalError
   * `git-failed`, `git-missing`,
   * `machine-refused`, `closed`.
   */
  read(names: readonly string[], keptBytes: number): Promise<readonly (GitObject | undefined)[]>;
  close(): void;
}

/** Starts `git cat-file --batch` when it is first needed, and once more where it died over a question. */
export function createCatFile(gitDir: string, environment: Environment): CatFile {
  let running: Batch | undefined;
  let closed = false;
  const batch = () => {
    if (closed) throw new OperationalError("closed", "The repository was closed.", { retry: "later" });
    if (running === undefined || running.hasEnded()) running = startBatch(gitDir, environment);
    return running;
  };
  return {
    async read(names, keptBytes) {
      // A line break would make two questions of one.
      if (names.some((name) => name.includes("\n"))) throw new Error("A name of an object holds a line break.");
      if (names.length === 0) return [];
      return await batch()
        .ask(names, keptBytes)
        .catch(() => batch().ask(names, keptBytes));
    },
    close() {
      closed = true; // one that is started now would be left behind
      running?.stop();
    },
  };
}

interface Batch {
  ask(names: readonly string[], keptBytes: number): Promise<readonly (GitObject | undefined)[]>;
  hasEnded(): boolean;
  stop(): void;
}

interface Question {
  readonly count: number;
  readonly keptBytes: number;
  readonly objects: (GitObject | undefined)[];
  readonly answer: (objects: readonly (GitObject | undefined)[]) => void;
  readonly refuse: (error: Error) => void;
}

function startBatch(gitDir: string, environment: Environment): Batch {
  // Without files for them it has no streams.
  const child: ChildProcess = spawn("git", [`--git-dir=${gitDir}`, "cat-file", "--batch"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: environmentForGit(environment),
  });
  const questions: Question[] = [];
  let ended = false;
  const end = (error: OperationalError) => {
    ended = true;
    for (const { refuse } of questions.splice(0)) refuse(error);
  };
  child.on("error", (cause: NodeJS.ErrnoException) => end(notStarted(cause.code, cause)));
  child.on("close", () => end(endedEarly()));
  child.stdin?.on("error", () => {}); // it died: "close" says so
  const keptBytes = () => questions[0]?.keptBytes ?? 0;
  const take = createBatchReader(keptBytes, (object) => {
    const question = questions[0];
    question?.objects.push(object);
    if (question === undefined || question.objects.length < question.count) return;
    questions.shift();
    question.answer(question.objects);
  });
  child.stdout?.on("data", take);

  return {
    ask: (names, keptBytes) =>
      new Promise((answer, refuse) => {
        questions.push({ count: names.length, keptBytes, objects: [], answer, refuse });
        child.stdin?.write(`${names.join("\n")}\n`);
      }),
    hasEnded: () => ended,
    stop: () => void child.stdin?.end(),
  };
}

function endedEarly(): OperationalError {
  return new OperationalError("git-failed", "git cat-file ended before it answered.", { retry: "later" });
}
