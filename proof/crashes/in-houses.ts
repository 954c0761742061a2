import { type House, openHouse } from "../house/house.ts";

/** What was played in a house: what is broken, each line with how far it had come. */
export type Play = (house: House, number: number) => Promise<readonly string[]>;

/**
 * Plays in so many houses, `atOnce` at a time, and gives all that is broken. A play that throws has broken a promise too:
 * none may wait in vain. Such a house stays on the disk, and the line says where.
 */
export async function inHouses(count: number, atOnce: number, play: Play): Promise<readonly string[]> {
  const broken: string[] = [];
  let next = 1;
  const worker = async () => {
    while (next <= count) broken.push(...(await inOneHouse(next++, play)));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return broken;
}

async function inOneHouse(number: number, play: Play): Promise<readonly string[]> {
  const house = await openHouse();
  const broken = await play(house, number).catch((error: Error) => [error.message.split("\n", 1)[0] ?? ""]);
  if (broken.length === 0) await house[Symbol.asyncDispose]();
  else await house.remote.close();
  return broken.map((what) => `house ${number}, kept in ${house.repository.folder}: ${what}`);
}
