// A request as from a browser, with its size.

import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** The headers of browsers that matter here. */
export const HEADERS = { "Accept-Encoding": "gzip, deflate, br, zstd" };

export interface Answer {
  status: number;
  /** By lower-case names, without those that every Node server sets. */
  headers: Record<string, string>;
  /** Compressed. */
  body: Buffer;
  /** Body and headers. */
  bytesOnWire: number;
}

const BY_NODE = /^(date|connection|keep-alive|transfer-encoding)$/i;

/** Uses a new connection, which `bytesOnWire` needs, unless `shared` is given. With `cookie`, as somebody who is signed in. */
export async function get(url: string, shared?: http.Agent, cookie?: string): Promise<Answer> {
  const agent = shared ?? new http.Agent({ keepAlive: true });
  try {
    const headers = { ...HEADERS, ...(cookie && { Cookie: cookie }) };
    const request = http.get(url, { agent, headers, timeout: 10_000 });
    request.on("timeout", () => request.destroy(new Error(`${url} took too long`)));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const { socket } = response;
    const body = await buffer(response);
    const bytesOnWire = socket.bytesRead;
    return { status: response.statusCode ?? 0, headers: headersOf(response.rawHeaders), body, bytesOnWire };
  } finally {
    if (!shared) agent.destroy();
  }
}

function headersOf(raw: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] as string;
    if (!BY_NODE.test(name)) headers[name.toLowerCase()] = raw[index + 1] as string;
  }
  return headers;
}
