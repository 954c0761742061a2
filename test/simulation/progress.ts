/** Shows a line in place of the last one, where somebody looks on; without one it takes the last one away. */
export function showProgress(line = ""): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}\u001b[K`);
}
