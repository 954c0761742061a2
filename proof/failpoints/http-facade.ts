import { createServer, type Server, type ServerResponse } from "node:http";
import { atOnce, type Place, strikes } from "./failpoint.ts";

/** node:http whose servers' listening and answers are failpoints. */
export function httpFacade(place: Place): { readonly createServer: typeof createServer } {
  const facade = (...args: Parameters<typeof createServer>) => withFailpoints(place, createServer(...args));
  return { createServer: facade as typeof createServer };
}

function withFailpoints(place: Place, server: Server): Server {
  const listen = server.listen.bind(server) as (...args: readonly unknown[]) => Server;
  const facade = (...args: readonly unknown[]) => {
    const armed = strikes(place, "listen");
    if (armed?.fault !== "error") return atOnce(armed, () => listen(...args), noFiles);
    process.nextTick(() => server.emit("error", noFiles()));
    return server;
  };
  server.listen = facade as Server["listen"];
  for (const event of ["request", "checkContinue"])
    server.prependListener(event, (_, response: ServerResponse) => answering(place, response));
  return server;
}

/** An answer that fails is a connection that breaks; two answers are none of HTTP's. */
function answering(place: Place, response: ServerResponse): void {
  const end = response.end.bind(response) as (...args: readonly unknown[]) => ServerResponse;
  const facade = (...args: readonly unknown[]) => {
    const armed = strikes(place, "answer");
    if (armed?.fault === "error") return response.destroy();
    if (armed?.fault === "twice") return end(...args);
    if (armed?.fault !== "delay") return atOnce(armed, () => end(...args), noFiles);
    setTimeout(() => end(...args), armed.delayMs);
    return response;
  };
  response.end = facade as ServerResponse["end"];
}

function noFiles(): Error {
  return Object.assign(new Error("listen EMFILE"), { code: "EMFILE", errno: -24, syscall: "listen" });
}
