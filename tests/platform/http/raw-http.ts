// Sends requests byte by byte that fetch would correct or refuse.

import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  /** Keys are in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** A request as text: `request("GET /%zz")`. Asks the server to close afterwards. A POST gets this site's
 *  Origin unless `headers` replace it; an undefined header is not sent. */
export function request(line: string, headers: Record<string, string | undefined> = {}, body = ""): string {
  const origin = line.startsWith("POST") ? { Origin: "http://longtable.test" } : {};
  const all = { Host: "longtable.test", Connection: "close", ...origin, ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}`,
  );
  return [`${line} HTTP/1.1`, ...lines, "", body].join("\r\n");
}

/** Sends the bytes unchanged and reads until the server closes. */
export function sendRaw(address: string, bytes: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    // A server that refuses early may reset the unread rest; the answer before that counts.
    socket.on("error", (error) => (chunks.length > 0 ? undefined : reject(error)));
    socket.on("close", () => resolve(readAnswer(Buffer.concat(chunks).toString("latin1"))));
  });
}

function readAnswer(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => {
    const cut = line.indexOf(":");
    return [line.slice(0, cut).toLowerCase(), line.slice(cut + 1).trim()];
  });
  return {
    status: Number(first.split(" ")[1]),
    headers: Object.fromEntries(headers),
    body: rest.join("\r\n\r\n"),
  };
}
