import { seededRandom } from "../../test/simulation/seeded-random.ts";
import { openConnection } from "./connection.ts";
import { type Forgery, forgeUrl } from "./forged-url.ts";
import { type Target, type Told, TRIES } from "./target.ts";

const CONNECTIONS = 16;
/** So many are sent before the first is answered. */
const PIPELINED = 16;
const BODY = '{"status":true,"result":"forged"}';

/** Makes so many requests by forged URLs; each must be refused for what it is. */
export async function callForged(target: Target, count: number, seed: number): Promise<Told> {
  const random = seededRandom(seed, "forged URLs");
  const attempts = [...target.silent, ...target.good];
  const broken: string[] = [];
  let [left, refused] = [count, 0];

  async function forgeOnOne(): Promise<void> {
    let connection = openConnection(target.port);
    const renew = () => {
      connection.close();
      connection = openConnection(target.port);
    };

    /** Those that were answered, in order; those behind them were not. */
    async function send(batch: readonly Forgery[]): Promise<number> {
      connection.send(batch.map(textOf).join(""));
      for (const [index, forgery] of batch.entries()) {
        const answer = await connection.answer(forgery.method === "HEAD");
        if (!answer) return index;
        if (answer.status === forgery.status) refused += 1;
        else broken.push(`${forgery.method} ${forgery.path} was answered ${answer.status}, not ${forgery.status}`);
      }
      return batch.length;
    }

    while (left > 0) {
      let batch = nextBatch(Math.min(PIPELINED, left), () => forgeUrl(attempts, random));
      left -= batch.length;
      for (let tries = 0; tries < TRIES && batch.length > 0; tries++) {
        const ends = batch.at(-1)?.status === 400;
        batch = batch.slice(await send(batch));
        if (ends || batch.length > 0) renew();
      }
      broken.push(...batch.map(({ method, path }) => `${method} ${path} was not answered`));
    }
    connection.close();
  }

  await Promise.all(Array.from({ length: CONNECTIONS }, forgeOnOne));
  return { counts: { refused }, broken };
}

/** What ends its connection comes last. */
function nextBatch(size: number, forge: () => Forgery): readonly Forgery[] {
  const batch: Forgery[] = [];
  while (batch.length < size && batch.at(-1)?.status !== 400) batch.push(forge());
  return batch;
}

function textOf({ method, path }: Forgery): string {
  return `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
}
