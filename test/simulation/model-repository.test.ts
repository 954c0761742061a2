import { type RecordingSubject, testLosing, testReading, testRecording } from "../repository/contract.ts";
import { calmWorld } from "./calm-world.ts";
import { createModelRemote } from "./model-remote.ts";
import { modelRepository } from "./model-repository.ts";
import { modelStore } from "./model-store.ts";

testReading("the model of a remote", createSubject);
testRecording("the model of a remote", createSubject);
testLosing("the model of a remote", createSubject);

async function createSubject(): Promise<RecordingSubject> {
  const { world, stop } = calmWorld();
  const remote = createModelRemote(world);
  const parts = { remote, cache: new Set<string>(), pushed: () => {} };
  const write = (branch: "main" | "pilotage-status") => async (files: { readonly [path: string]: string | null }) =>
    remote.commit(branch, new Map(Object.entries(files)), "theirs").sha;
  return {
    repository: modelRepository(world, world.life, modelStore(world, world.life, parts), remote),
    commit: write("main"),
    writeStatus: write("pilotage-status"),
    readStatus: async (path) => remote.head("pilotage-status")?.files.get(path)?.text,
    deleteStatus: async () => remote.force("pilotage-status", undefined),
    [Symbol.asyncDispose]: async () => stop(),
  };
}
