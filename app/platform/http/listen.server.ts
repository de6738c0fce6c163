// Starts and stops the HTTP server.

import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigError } from "../config/config";

/** Longer than any page takes. A client that holds a connection open can't delay the end further. */
const LAST_ANSWERS_MS = 5_000;
/** How often idle connections are closed while the last answers are sent. */
const SWEEP_MS = 50;

const FAULTS: Record<string, (port: number, host?: string) => string> = {
  EADDRINUSE: (port) =>
    `PORT ${port} is already in use by another program. Stop that program, or set PORT to another number.`,
  EACCES: (port) => `You have no permission to use PORT ${port}. Set PORT to a number from 1024 to 65535.`,
  EADDRNOTAVAIL: (_, host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (_, host) => `HOST ${host} was not found.`,
};

/** Returns the port, which the system chooses if `port` is 0. Throws a ConfigError that explains an unusable
 *  port or host. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const explain = FAULTS[(error as NodeJS.ErrnoException).code ?? ""];
    throw explain ? new ConfigError(explain(port, host)) : error;
  }
  return (server.address() as AddressInfo).port;
}

/** Stops accepting connections, waits until running requests are answered, and closes the rest after
 *  `lastAnswersMs`. */
export async function stopListening(server: Server, lastAnswersMs = LAST_ANSWERS_MS): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(late);
}
