// A real HTTP server that speaks the Akismet protocol and answers as a test says.

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = string | ((response: ServerResponse) => void);

export interface SpamServer {
  url: string;
  /** What it was asked, in order. */
  asked: { verb: string; fields: Record<string, string> }[];
  /** What it answers to comment-check. */
  answer: Answer;
  close(): void;
}

/** Starts it. Its key is "key". */
export async function startSpamServer(): Promise<SpamServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    const verb = request.url?.replace("/1.1/", "") ?? "";
    spam.asked.push({ verb, fields });
    if (verb === "verify-key") response.end(fields.key === "key" ? "valid" : "invalid");
    else if (verb !== "comment-check") response.end("Thanks for making the web a better place.");
    else if (typeof spam.answer === "string") response.end(spam.answer);
    else spam.answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const spam: SpamServer = {
    ...{ url: `http://127.0.0.1:${port}`, asked: [], answer: "false" },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return spam;
}
