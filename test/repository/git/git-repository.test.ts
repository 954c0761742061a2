import { createGitRepository } from "../../../src/repository/git/git-repository.ts";
import { startGitHttpServer } from "../../fixtures/git-http-server.ts";
import { testLosing, testReading, testRecording } from "../contract.ts";
import { createGitSubject } from "./git-subject.ts";

testReading("a local path", createGitSubject);
testRecording("a local path", createGitSubject);
testLosing("a local path", createGitSubject);
testReading("http", createHttpSubject);
testRecording("http", createHttpSubject);
testLosing("http", createHttpSubject);

async function createHttpSubject() {
  const subject = await createGitSubject();
  const server = await startGitHttpServer(subject.remote.path);
  const repository = createGitRepository({ ...subject.options, url: server.url });
  return {
    ...subject,
    repository,
    async [Symbol.asyncDispose]() {
      repository.close();
      await server.close();
      await subject[Symbol.asyncDispose]();
    },
  };
}
