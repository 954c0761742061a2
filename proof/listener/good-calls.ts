import { setTimeout } from "node:timers/promises";
import { quantile } from "../../bench/quantile.ts";
import type { CallBody, CallbackEvent } from "../../src/run/run-event.ts";
import { type Connection, openConnection } from "./connection.ts";
import { postText } from "./post.ts";
import { type Attempt, PATIENCE_MS, type Target, type Told } from "./target.ts";

/** What was answered by 200 last, for each event: the ledger must hold just this. */
export interface Said {
  readonly who: string;
  readonly calls: readonly { readonly event: CallbackEvent; readonly body: CallBody }[];
}

const KEPT_SHARE = 5 / 6;
const KEPT_EVERY_MS = 100;
const FRESH_EVERY_MS = 250;
const BODY_BYTES = 200;

/**
 * Components that call as they should, each with a pace of its own: most on a connection that they keep, some on a new
 * one for each call. One that gets no answer, or 503, calls again. Resolves after `stop`, once each has said its last.
 */
export async function callWell(
  { port, good }: Target,
  stop: AbortSignal,
): Promise<Told & { readonly said: readonly Said[] }> {
  const times: number[] = [];
  const broken: string[] = [];
  let repeated = 0;

  async function callUntilStored(open: () => Connection, path: string, body: string): Promise<void> {
    const began = performance.now();
    const text = postText(path, body, ["content-type: application/json"]);
    for (;;) {
      const connection = open();
      connection.send(text);
      const answer = await connection.answer();
      if (answer?.status === 200) break;
      if (answer && answer.status !== 503) throw new Error(`was answered ${answer.status} ${answer.body.trim()}`);
      if (performance.now() - began > PATIENCE_MS) throw new Error("was never answered by 200");
      connection.close();
      repeated += 1;
    }
    times.push(performance.now() - began);
  }

  async function component({ who, paths }: Attempt, index: number): Promise<Said> {
    const keeps = index < good.length * KEPT_SHARE;
    let connection: Connection | undefined;
    const open = () => {
      if (!keeps || connection?.isOver()) connection?.close();
      if (!keeps || !connection || connection.isOver()) connection = openConnection(port);
      return connection;
    };
    const calls: Said["calls"][number][] = [];
    const call = async (event: CallbackEvent, body: CallBody) => {
      await callUntilStored(open, paths[event], JSON.stringify(body));
      calls.push({ event, body });
    };
    try {
      await call("COMPONENT_START", { result: `I am ${who}` });
      for (let count = 1; !stop.aborted; count++) {
        await call("TASK_STATUS", statusBody(who, count));
        await setTimeout(keeps ? KEPT_EVERY_MS : FRESH_EVERY_MS);
      }
    } catch (error) {
      broken.push(`a good call of ${who} ${error instanceof Error ? error.message : error}`);
    }
    connection?.close();
    return { who, calls: [...calls.slice(0, 1), ...calls.slice(1).slice(-1)] };
  }

  const said = await Promise.all(good.map(component));
  const [p50Ms, p99Ms, mostMs] = [quantile(times, 0.5), quantile(times, 0.99), quantile(times, 1)];
  return { said, broken, counts: { calls: times.length, repeated, p50Ms, p99Ms, mostMs } };
}

/** Interim output that differs each time. */
function statusBody(who: string, count: number): CallBody {
  return { progress: 0.5, output: { who, count, text: "x".repeat(BODY_BYTES - 60) } };
}
