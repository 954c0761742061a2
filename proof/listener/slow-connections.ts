import { connect, type Socket } from "node:net";
import type { Attempt, Target, Told } from "./target.ts";

const MIB = 1024 * 1024;
const DROP_EVERY_MS = 1_000;
const AGAIN_AFTER_MS = 100;

/** How somebody wastes a connection: what is said at once, and what each second. `reads`: takes what is answered. */
interface Waste {
  readonly first: (attempt: Attempt) => string;
  readonly drop: string;
  readonly reads: boolean;
}

const head = (path: string, ...headers: readonly string[]) =>
  `${[`POST ${path} HTTP/1.1`, "Host: x", ...headers].join("\r\n")}\r\n`;
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

const WASTES: readonly Waste[] = [
  { first: () => "", drop: "", reads: true },
  { first: ({ paths }) => head(paths.TASK_RESULT), drop: "X: y\r\n", reads: true },
  { first: ({ paths }) => `${head(paths.TASK_RESULT, "Content-Length: 500")}\r\n{"status": `, drop: " ", reads: true },
  {
    first: ({ paths }) => `${head(paths.TASK_RESULT, "Transfer-Encoding: chunked")}\r\n`,
    drop: "1\r\n \r\n",
    reads: true,
  },
  { first: () => `${head("/c/none", `Content-Length: ${MIB}`)}\r\n`, drop: " ", reads: true },
  {
    first: ({ paths }) => `${head(paths.TASK_RESULT, `Content-Length: ${MIB}`)}\r\n${" ".repeat(MIB - 1)}`,
    drop: "",
    reads: true,
  },
  { first: ({ paths }) => get(paths.data).repeat(100), drop: get("/healthz"), reads: false },
  { first: ({ paths }) => get(paths.source), drop: get("/healthz"), reads: false },
];

/** Holds so many slow connections, of every kind, and opens a new one for each that is cut, until `stop`. */
export async function wasteConnections(target: Target, count: number, stop: AbortSignal): Promise<Told> {
  const broken: string[] = [];
  const open = new Set<Socket>();
  let [cut, most] = [0, 0];

  function waste(index: number): void {
    if (stop.aborted) return;
    const way = WASTES[index % WASTES.length];
    const attempt = target.silent[index % target.silent.length];
    if (!way || !attempt) return;
    const socket = connect(target.port, "127.0.0.1").setEncoding("latin1");
    socket.on("connect", () => {
      most = Math.max(most, open.add(socket).size);
      socket.write(way.first(attempt));
    });
    if (way.reads)
      socket.on("data", (text: string) => {
        if (text.startsWith("HTTP/1.1 200 ")) broken.push(`slow connection ${index} was answered ${text}`);
      });
    const drip = setInterval(() => socket.write(way.drop), DROP_EVERY_MS);
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(drip);
      open.delete(socket);
      cut += 1;
      setTimeout(waste, AGAIN_AFTER_MS, index);
    });
  }

  for (let index = 0; index < count; index++) waste(index);
  await new Promise((resolve) => stop.addEventListener("abort", resolve));
  const counts = { most, cut };
  for (const socket of open) socket.destroy();
  return { counts, broken };
}
