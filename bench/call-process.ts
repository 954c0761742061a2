/** A process that calls: one kept connection for each URL, the next call as soon as the one before is answered. */
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { quantile } from "./quantile.ts";

/** What the calls of the measured time took; every one of them was answered by 200. */
export interface CallFigures {
  readonly stored: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mostMs: number;
}

const [seconds, ...urls] = process.argv.slice(2);
const WARM_UP_MS = 1_000;
const BODY_BYTES = 200;

const times: number[] = [];
const from = performance.now() + WARM_UP_MS;
const until = from + Number(seconds) * 1_000;
for (const url of urls) callOn(new URL(url));
await setTimeout(until - performance.now());
process.send?.({
  stored: times.length,
  p50Ms: quantile(times, 0.5),
  p99Ms: quantile(times, 0.99),
  mostMs: quantile(times, 1),
} satisfies CallFigures);
process.disconnect?.();
process.exit();

/** By hand, because this process must not be what is measured: a client of Node's takes as long as the server. */
function callOn(url: URL): void {
  const socket = connect(Number(url.port), url.hostname);
  let number = 0;
  let began = 0;
  const call = () => {
    began = performance.now();
    socket.write(request(url, number++));
  };
  socket.setNoDelay(true).setEncoding("latin1");
  socket.on("connect", call).on("data", (answer: string) => {
    if (!answer.startsWith("HTTP/1.1 200 ")) throw new Error(`a call was not stored: ${answer}`);
    const now = performance.now();
    if (began >= from && now <= until) times.push(now - began);
    if (now < until) call();
  });
}

/** Interim output that differs each time. */
function request(url: URL, number: number): string {
  const body = `{"output":{"count":${number},"text":"`;
  const padded = `${body}${"x".repeat(BODY_BYTES - body.length - 3)}"}}`;
  return `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: ${padded.length}\r\n\r\n${padded}`;
}
