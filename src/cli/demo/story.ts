import type { DemoRepository } from "./demo-repository.ts";

/** One commit of the demo: what somebody does, and how its runs should end. */
export interface Scene {
  readonly title: string;
  /** What the commit is about, in a line or two. */
  readonly text: readonly string[];
  /** Makes the commit, pushes it, and answers it. */
  readonly commit: (repository: DemoRepository) => Promise<string>;
  /** The phase in which each of its runs ends. */
  readonly runs: Readonly<Record<string, "succeeded" | "failed">>;
}

const COUNT = "examples/word-count/src/count.mjs";

export const STORY: readonly Scene[] = [
  {
    title: "Somebody pushes a program, and pipelines that build and test it",
    text: ["Pipelines that are new start, unless their `on` says otherwise."],
    commit: (repository) => repository.push("A word counter, and the pipelines that build it"),
    runs: { "build-1": "succeeded", "hello-1": "succeeded" },
  },
  {
    title: "A commit breaks the program",
    text: [`In ${COUNT} the order of words is turned round. \`on.push\` of \`build\` names that folder.`],
    commit: (repository) =>
      repository.edit(
        COUNT,
        (text) => text.replace("countOfB - countOfA", "countOfA - countOfB"),
        "Sort the other way round",
      ),
    runs: { "build-2": "failed" },
  },
  {
    title: "The next one mends it",
    text: ["One run again, of `build` alone: nothing that the others do has changed."],
    commit: (repository) =>
      repository.edit(
        COUNT,
        (text) => text.replace("countOfA - countOfB", "countOfB - countOfA"),
        "Most frequent words first again",
      ),
    runs: { "build-3": "succeeded" },
  },
  {
    title: "Somebody asks for a run",
    text: ["A request is a file, here runs/hello-ada.yaml; committing it is how a person acts."],
    commit: (repository) => repository.edit("runs/hello-ada.yaml", () => REQUEST, "Say hello to Ada"),
    runs: { "hello-2": "succeeded" },
  },
];

const REQUEST = `apiVersion: pilotage/v1
kind: Run
metadata: { name: hello-ada }
spec: { pipeline: hello, with: { name: Ada } }
`;
