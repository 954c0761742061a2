/**
 * The text to write in place of the tip's, one revision on; undefined where the tip says the same already. Only so
 * does a commit that says nothing new stay away.
 */
export function revise(atTip: string | undefined, write: (revision: number) => string): string | undefined {
  const text = write(revisionOf(atTip) + 1);
  return saySame(atTip, text) ? undefined : text;
}

/** `metadata.revision` of a status file, read without parsing it; 0 where it has none. */
export function revisionOf(content: string | undefined): number {
  return Number(metadataOf(content)?.match(/\brevision: (\d{1,15})\b/)?.[1] ?? 0);
}

/** Whether a run's status file at the tip is of this run and not older than its state: then it is not written again. */
export function isRecorded(
  content: string | undefined,
  run: { readonly uid: string; readonly revision: number },
): boolean {
  const uid = metadataOf(content)?.match(/\buid: "?([0-9a-f]+)\b/)?.[1];
  return uid === run.uid && revisionOf(content) >= run.revision;
}

/** Whether two texts of a status file differ in their revisions at most. */
export function saySame(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && withoutRevision(one) === withoutRevision(other);
}

function withoutRevision(content: string): string {
  const metadata = metadataOf(content);
  return metadata === undefined
    ? content
    : content.replace(metadata, () => metadata.replace(/\brevision: \d+/, "revision: 0"));
}

/** The line that all our writers begin with after apiVersion and kind. */
function metadataOf(content: string | undefined): string | undefined {
  return content && /^metadata: \{.*\}$/m.exec(content)?.[0];
}
