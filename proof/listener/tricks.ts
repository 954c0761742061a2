import { postText } from "./post.ts";
import type { Attempt } from "./target.ts";

/** Bytes on one connection, and all that may be answered to them, in this order, until it ends. */
export interface Trick {
  readonly name: string;
  readonly bytes: string;
  readonly answers: readonly string[];
  /** The last of them need not be said: who waits for an answer would take it for theirs. */
  readonly silently?: true;
}

const NO_HTTP = "400 bad request";
const NO_CALL = "400 the body is not a JSON object";
const UNKNOWN = "404 no such URL";

/**
 * What is between requests and no request: two ways to say where a body ends, and what parsers read differently.
 * `hidden` is a call that must never be made; `read` asks for data which name the attempt, so that an answer that goes
 * astray is seen; `call` is understood and stores nothing, because its body says nothing.
 */
export function tricksOf(one: Attempt, other: Attempt): readonly Trick[] {
  const hidden = `POST ${other.paths.COMPONENT_START} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`;
  const data = ({ who }: Attempt) => `200 {"who":"${who}"}`;
  const read = ({ paths }: Attempt, ...headers: readonly string[]) =>
    `${[`GET ${paths.data} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n\r\n`;
  const last = read(one, "Connection: close");
  const start = (...headers: readonly string[]) =>
    `${[`POST ${one.paths.TASK_RESULT} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n\r\n`;
  const call = postText(one.paths.TASK_RESULT, "[]");
  const chunks = (text: string) => start("Transfer-Encoding: chunked") + text;
  const unknown = postText("/c/none", hidden);

  const refused: readonly (readonly [name: string, bytes: string])[] = [
    // two ways to say where the body ends
    ["a length, and chunks", `${start("Content-Length: 5", "Transfer-Encoding: chunked")}0\r\n\r\n${hidden}`],
    ["chunks, and a length", `${start("Transfer-Encoding: chunked", "Content-Length: 5")}0\r\n\r\n${hidden}`],
    ["two lengths", `${start("Content-Length: 2", "Content-Length: 0")}[]${hidden}`],
    ["a list of lengths", `${start("Content-Length: 2, 2")}[]${hidden}`],
    ["a folded length", `${start("Content-Length: 0\r\n 2")}[]${hidden}`],
    ...["+2", "-2", "0x2", "2 2", "2e0", "", "18446744073709551618", "\u000b2"].map(
      (length) => [`the length ${JSON.stringify(length)}`, `${start(`Content-Length: ${length}`)}[]${hidden}`] as const,
    ),
    ...["identity", "xchunked", "chunked, identity", "gzip, chunked", "chunked, chunked", "\u000bchunked", ""].map(
      (coding) =>
        [`the coding ${JSON.stringify(coding)}`, `${start(`Transfer-Encoding: ${coding}`)}0\r\n\r\n${hidden}`] as const,
    ),
    ["two codings", `${start("Transfer-Encoding: chunked", "Transfer-Encoding: identity")}0\r\n\r\n${hidden}`],
    ["a folded coding", `${start("Transfer-Encoding:\r\n chunked")}0\r\n\r\n${hidden}`],
    ["a blank before the colon", `${start("Transfer-Encoding : chunked")}0\r\n\r\n${hidden}`],
    ["chunks in HTTP/1.0", chunks("0\r\n\r\n").replace("HTTP/1.1", "HTTP/1.0") + hidden],
    // chunks
    ...["0x2", "+2", "-2", " 2", "2 ", "", "g", "10000000000000002", "2\n", "2;a\nb", `2;${"x".repeat(20_000)}`].map(
      (size) =>
        [`a chunk of ${JSON.stringify(size.slice(0, 20))}`, chunks(`${size}\r\n[]\r\n0\r\n\r\n${hidden}`)] as const,
    ),
    ["a chunk longer than it says", chunks(`2\r\n[]${hidden}\r\n0\r\n\r\n`)],
    ["a chunk that ends with a bare LF", chunks(`2\r\n[]\n0\r\n\r\n${hidden}`)],
    ["a length as a trailer", chunks(`2\r\n[]\r\n0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`)],
    ["a coding as a trailer", chunks(`2\r\n[]\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n${hidden}`)],
    // lines
    ["bare LFs", hidden.replaceAll("\r\n", "\n")],
    ["one bare LF", hidden.replace("Host: x\r\n", "Host: x\n")],
    ["a bare LF at the end", `${hidden.slice(0, -2)}\n`],
    ["a bare CR", hidden.replace("Host: x\r\n", "Host: x\r")],
    ["a folded header", start("X: a\r\n b", "Content-Length: 0") + hidden],
    ["a fold before all headers", hidden.replace("Host", " Host")],
    ["a NUL in a header", start("X: a\u0000b", "Content-Length: 0") + hidden],
    ["a header without a colon", start("X", "Content-Length: 0") + hidden],
    ["a header without a name", start(": x", "Content-Length: 0") + hidden],
    ["no host", hidden.replace("Host: x\r\n", "")],
    ["two hosts", hidden.replace("Host: x\r\n", "Host: x\r\nHost: y\r\n")],
    // versions
    ...["0.9", "1.2", "1.10", "2.0", "3.0", "1", "1.1 "].map(
      (version) => [`HTTP/${version}`, hidden.replace("HTTP/1.1", `HTTP/${version}`)] as const,
    ),
    ["a bare line", `${hidden.slice(0, hidden.indexOf(" HTTP"))}\r\n\r\n`],
    ["another case", hidden.replace("HTTP", "http")],
    ["a tab for a blank", hidden.replace(" HTTP", "\tHTTP")],
    ["a NUL in the path", hidden.replace(" HTTP", "\u0000 HTTP")],
    ["HTTP/2", `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000${hidden}`],
    ["TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"],
    ["noise", `\u0000\u0001\u0002\r\n\r\n${hidden}`],
  ];

  return [
    ...refused.map(([name, bytes]) => ({ name, bytes, answers: [NO_HTTP] })),
    ...refused.map(([name, bytes]) => ({
      name: `${name}, behind a read`,
      bytes: read(one) + bytes,
      answers: [data(one), NO_HTTP],
      silently: true as const,
    })),
    {
      name: "a long header",
      bytes: start(`X: ${"x".repeat(9_000)}`) + hidden,
      answers: ["431 request header fields too large"],
    },
    {
      name: "a long trailer",
      bytes: chunks(`2\r\n[]\r\n0\r\nX: ${"x".repeat(9_000)}\r\n\r\n${hidden}`),
      answers: ["431 request header fields too large"],
    },
    {
      name: "very many headers",
      bytes:
        start(
          ..."a"
            .repeat(3_000)
            .split("")
            .map((name) => `${name}:`),
        ) + hidden,
      answers: ["431 request header fields too large"],
    },
    {
      name: "a tunnel",
      bytes: `CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`,
      answers: ["405 method not allowed"],
    },
    { name: "a body that looks like a call", bytes: unknown + last, answers: [UNKNOWN, data(one)] },
    {
      name: "a chunk that looks like a call",
      bytes: chunks(`${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`) + last,
      answers: ["400 the body is not JSON, or nests deeper than 64", data(one)],
    },
    {
      name: "a body with a GET that looks like a call",
      bytes: read(one, `Content-Length: ${hidden.length}`) + hidden + last,
      answers: [data(one), data(one)],
    },
    {
      name: "a body that is held back and looks like a call",
      bytes: start(`Content-Length: ${hidden.length}`, "Expect: 100-continue", "Connection: close") + hidden,
      answers: ["400 the body is not JSON, or nests deeper than 64"],
    },
    {
      name: "a refused body that is held back and looks like a call",
      bytes: unknown.replace("content-length", "Expect: 100-continue\r\ncontent-length"),
      answers: [UNKNOWN],
    },
    {
      name: "an upgrade whose body looks like a call",
      bytes: start("Upgrade: h2c", "Connection: upgrade, close", `Content-Length: ${hidden.length}`) + hidden,
      answers: ["400 the body is not JSON, or nests deeper than 64"],
    },
    {
      name: "a body that is too large and looks like calls",
      bytes: postText(one.paths.TASK_RESULT, hidden.repeat(20_000)) + last,
      answers: ["413 the body is over 1048576 bytes", data(one)],
    },
    { name: "the last request, and a call", bytes: last + hidden, answers: [data(one)] },
    {
      name: "the last call, and a call",
      bytes: postText(one.paths.TASK_START, "[]", ["Connection: close"]) + hidden,
      answers: [NO_CALL],
    },
    {
      name: "chunks with extensions, zeros and a trailer",
      bytes: chunks('0001;a=b;c="d"\r\n[\r\n001\r\n]\r\n0\r\nX: y\r\n\r\n') + last,
      answers: [NO_CALL, data(one)],
    },
    {
      name: "coding in capitals, behind a tab",
      bytes: `${start("tRANSFER-eNCODING:\tCHUNKED")}2\r\n[]\r\n0\r\n\r\n${last}`,
      answers: [NO_CALL, data(one)],
    },
    {
      name: "HTTP/1.0 that goes on",
      bytes: call.replace("1.1\r\n", "1.0\r\nConnection: keep-alive\r\n") + last,
      answers: [NO_CALL, data(one)],
    },
    { name: "HTTP/1.0 that does not", bytes: call.replace("HTTP/1.1", "HTTP/1.0") + hidden, answers: [NO_CALL] },
    { name: "empty lines between requests", bytes: `\r\n${call}\r\n\r\n${last}`, answers: [NO_CALL, data(one)] },
    {
      name: "many requests at once",
      bytes: [...Array(8)].map(() => read(one) + call + read(other) + unknown).join("") + last,
      answers: [...[...Array(8)].flatMap(() => [data(one), NO_CALL, data(other), UNKNOWN]), data(one)],
    },
  ];
}
