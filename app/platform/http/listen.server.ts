// The first and the last that a server does.

import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConfigError } from "../config";

/** Longer than any page takes to make. Who holds a connection and says nothing on it can't hold up the end. */
const LAST_ANSWERS_MS = 5_000;
/** How soon a connection is ended on which the last answer has gone out. */
const SWEEP_MS = 50;

const FAULTS: Record<string, (port: number, host?: string) => string> = {
  EADDRINUSE: (port) =>
    `PORT ${port} is already in use by another program. Stop that program, or set PORT to another number.`,
  EACCES: (port) => `You have no permission to use PORT ${port}. Set PORT to a number from 1024 to 65535.`,
  EADDRNOTAVAIL: (_, host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (_, host) => `HOST ${host} was not found.`,
};

/** Gives the port, which the system chose where it was 0. Throws a ConfigError that says what is wrong with port or host. */
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

/** Lets nobody in any more, and finishes what is being answered. */
export async function stopListening(server: Server, lastAnswersMs = LAST_ANSWERS_MS): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(late);
}
