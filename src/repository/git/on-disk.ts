import { OperationalError } from "../../base/operational-error.ts";

/** Work on files of our own; what the disk refuses becomes OperationalError `disk-refused`. */
export async function onDisk<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error) || !("syscall" in cause)) throw cause;
    throw new OperationalError("disk-refused", `The disk refused: ${what}.`, {
      retry: "later",
      cause,
      hint: "Is there space left, and may this user write there?",
    });
  }
}
