import { LOG_LIMIT_BYTES, lastLines } from "../run/log-tail.ts";
import type { LogReading } from "../run/run-event.ts";
import type { Mask } from "./mask.ts";
import { createOutputLines } from "./output-lines.ts";

/** Reads a log from its first byte to its end, in pieces of any size, in memory that does not grow with it. */
export interface LogReader {
  write(chunk: Uint8Array): void;
  end(): LogReading;
}

const KEPT_BYTES = LOG_LIMIT_BYTES.failed; // whether it failed is not known yet

/** What is no UTF-8 becomes U+FFFD; outputs are the texts of their lines, because only the action knows their schemas. */
export function createLogReader(mask: Mask): LogReader {
  const decoder = new TextDecoder();
  const lines = createOutputLines();
  const masked = mask.stream();
  let bytes = 0;
  let tail = "";

  function take(text: string, said: string): void {
    lines.write(text);
    tail += said;
    if (tail.length > 4 * KEPT_BYTES) tail = tail.slice(-KEPT_BYTES - 1); // a unit of UTF-16 is a byte at least
  }

  return {
    write(chunk) {
      bytes += chunk.length;
      const text = decoder.decode(chunk, { stream: true });
      take(text, masked.write(text));
    },
    end() {
      const text = decoder.decode();
      take(text, masked.write(text) + masked.end());
      const entries = [...lines.end()];
      const safe = entries.map(([name, value]) => [mask.text(name), mask.text(value)] as const);
      const isSafe = entries.every(([name, value], at) => name === safe[at]?.[0] && value === safe[at]?.[1]);
      return {
        outputs: Object.fromEntries(safe),
        problems: isSafe ? [] : ["secret-in-output"],
        bytes,
        tail: lastLines(tail, KEPT_BYTES),
      };
    },
  };
}
