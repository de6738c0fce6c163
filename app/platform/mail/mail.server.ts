// Letters on their way: by SMTP or, where there is none, into files.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Transporter } from "nodemailer";
import type { Log } from "../log.server";

/** A letter that is ready to be sent. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same at each try, so that a mail system which gets it twice shows it once (RFC 5322, 3.6.4). */
  messageId: string;
  /** Where one click ends such letters (RFC 8058). */
  unsubscribe?: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailSettings {
  /** "smtp://user:password@host:587", or null for files. */
  smtpUrl: string | null;
  /** "Longtable <longtable@example.org>" */
  from: string;
  /** Where files go: DATA_DIR/mail. */
  folder: string;
}

/** A mail server that says nothing for so long is tried again later. */
const TIMEOUT_MS = 20_000;
const TIMEOUTS = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };

export function createMailer({ smtpUrl, from, folder }: MailSettings, log: Log): Mailer {
  let opened: Promise<Transporter> | undefined;
  /** Read with the first letter: commands and most hours have none. */
  async function open(): Promise<Transporter> {
    const { createTransport } = await import("nodemailer");
    if (smtpUrl) return createTransport({ url: smtpUrl, ...TIMEOUTS }, { from });
    return createTransport({ streamTransport: true, buffer: true, newline: "unix" }, { from });
  }
  return {
    async send({ unsubscribe, messageId, ...mail }) {
      opened ??= open();
      const letter = {
        ...mail,
        messageId,
        // Nobody's absence note or list answers it (RFC 3834).
        headers: { "Auto-Submitted": "auto-generated", ...(unsubscribe && oneClick(unsubscribe)) },
        disableFileAccess: true,
        disableUrlAccess: true,
      };
      const sent = await (await opened).sendMail(letter).catch((error) => {
        throw withoutAddresses(error);
      });
      if (smtpUrl) return;
      const file = path.join(folder, `${messageId.replace(/[^\w.-]/g, "")}.eml`);
      await mkdir(folder, { recursive: true });
      await writeFile(file, (sent as unknown as { message: Buffer }).message, { mode: 0o600 });
      log.warn({ file }, "SMTP_URL is not set: an e-mail was saved to a file");
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}

/** Why it was not sent, as it may stand in a log: mail servers name whom they refuse. */
function withoutAddresses({
  message,
  code,
  responseCode,
}: Error & { code?: unknown; responseCode?: unknown }) {
  const told = message.replace(/[^\s<>"(),:;]+@[^\s<>"(),:;]+/g, "…");
  return Object.assign(new Error(told), { code, responseCode });
}

const oneClick = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
