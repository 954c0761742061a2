import { connect } from "node:net";
import { PATIENCE_MS } from "./target.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A connection on which bytes are sent as they are: a client of Node's would refuse to send what is wrong. */
export interface Connection {
  send(bytes: string | Buffer): void;
  /** The next answer, those that only say to go on left out; undefined where none comes before the connection ends. */
  answer(toHead?: boolean): Promise<Answer | undefined>;
  isOver(): boolean;
  close(): void;
}

interface Waiting {
  readonly toHead: boolean;
  readonly resolve: (answer: Answer | undefined) => void;
}

/** Opens one to a port of this machine. One on which nothing comes for very long counts as ended. */
export function openConnection(port: number): Connection {
  const socket = connect(port, "127.0.0.1").setNoDelay(true).setEncoding("latin1").setTimeout(PATIENCE_MS);
  const waiting: Waiting[] = [];
  let received = "";
  let isOver = false;

  function hand(): void {
    for (let [first] = waiting; first; [first] = waiting) {
      const read = readAnswer(received, first.toHead);
      if (!read && !isOver) return;
      received = read?.rest ?? "";
      waiting.shift();
      first.resolve(read?.answer);
    }
  }

  socket.on("data", (text: string) => {
    received += text;
    hand();
  });
  socket.on("timeout", () => socket.destroy());
  socket.on("error", () => {}); // a reset is an end, too
  socket.on("close", () => {
    isOver = true;
    hand();
  });
  return {
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    answer: (toHead = false) =>
      new Promise((resolve) => {
        waiting.push({ toHead, resolve });
        hand();
      }),
    isOver: () => isOver,
    close: () => socket.destroy(),
  };
}

/** The first answer of a text, and what comes behind it; undefined where it is not there as a whole. */
function readAnswer(text: string, toHead: boolean): { readonly answer: Answer; readonly rest: string } | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  if (status < 200) return readAnswer(text.slice(end + 4), toHead);
  const length = toHead ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(end + 4, end + 4 + length);
  return body.length < length ? undefined : { answer: { status, body }, rest: text.slice(end + 4 + length) };
}
