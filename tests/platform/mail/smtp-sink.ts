// A mail server for tests that accepts every e-mail.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { onTestFinished } from "vitest";
import { parseEmail, type Received } from "../../factories/people";

export interface Sink {
  /** Value for SMTP_URL. */
  url: string;
  messages: Received[];
  refused: Received[];
  /** The e-mails as received, unparsed. */
  sources: string[];
  /** Refuses the next e-mail, for now unless with another code. */
  refuseOnce(responseCode?: number): void;
}

export async function openSink(): Promise<Sink> {
  const messages: Received[] = [];
  const refused: Received[] = [];
  const sources: string[] = [];
  let refusing = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", async () => {
        if (refusing) {
          const responseCode = refusing;
          refusing = 0;
          refused.push(await parseEmail(Buffer.concat(chunks)));
          return done(Object.assign(new Error("Not now"), { responseCode }));
        }
        const source = Buffer.concat(chunks);
        sources.push(source.toString());
        messages.push(await parseEmail(source));
        done();
      });
    },
  });
  // A process that is killed leaves its connections as they are.
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "ECONNRESET") throw error;
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    refused,
    sources,
    refuseOnce: (responseCode = 451) => {
      refusing = responseCode;
    },
  };
}
