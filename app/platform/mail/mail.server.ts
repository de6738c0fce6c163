// Sends e-mail by SMTP, or writes it to files if there is no mail server.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Transporter } from "nodemailer";
import type { Log } from "../log.server";

/** An e-mail that is ready to be sent. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for each attempt, so that a mail system that gets it twice shows it once (RFC 5322, section
   *  3.6.4). */
  messageId: string;
  /** Address of one-click unsubscription (RFC 8058). */
  unsubscribe?: string;
  /** ID that all e-mails about one conversation refer to. */
  conversation?: string;
}

/** Connections to the mail server that stay open between e-mails. */
export type MailPool = Pick<Mailer, "send" | "close">;

export interface Mailer {
  /** Whether there is a mail server; otherwise e-mails are saved to files. */
  isConfigured: boolean;
  send(mail: Mail): Promise<void>;
  /** Opens connections for many e-mails one after another. The caller closes them. */
  openPool(connections: number): Promise<MailPool>;
  close(): void;
}

export interface MailSettings {
  /** Such as "smtp://user:password@host:587"; null writes files. */
  smtpUrl: string | null;
  /** Such as "Longtable <longtable@example.org>". */
  from: string;
  /** Where answers go, if not to the sender. */
  replyTo?: string | null;
  /** Folder for the files: DATA_DIR/mail. */
  folder: string;
}

/** After this silence of the mail server, the job fails and is retried later. */
const TIMEOUT_MS = 20_000;
const TIMEOUTS = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };

export function createMailer(settings: MailSettings, log: Log): Mailer {
  const { smtpUrl, from, replyTo } = settings;
  const defaults = { from, ...(replyTo && { replyTo }) };
  let opened: Promise<Transporter> | undefined;
  /** nodemailer is loaded with the first e-mail, because most processes send none. */
  async function open(pool: { pool?: true; maxConnections?: number } = {}): Promise<Transporter> {
    const { createTransport } = await import("nodemailer");
    if (smtpUrl) return createTransport({ url: smtpUrl, ...TIMEOUTS, ...pool }, defaults);
    return createTransport({ streamTransport: true, buffer: true, newline: "unix" }, defaults);
  }
  return {
    isConfigured: smtpUrl !== null,
    async send(mail) {
      opened ??= open();
      await sendBy(await opened, settings, mail, log);
    },
    async openPool(maxConnections) {
      const transport = await open({ pool: true, maxConnections });
      return { send: (mail) => sendBy(transport, settings, mail, log), close: () => transport.close() };
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}

async function sendBy(
  transport: Transporter,
  { smtpUrl, folder }: MailSettings,
  { unsubscribe, conversation, messageId, ...mail }: Mail,
  log: Log,
): Promise<void> {
  const message = {
    ...mail,
    ...{ messageId, ...(conversation && { inReplyTo: conversation, references: conversation }) },
    // Prevents automatic replies (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated", ...(unsubscribe && oneClick(unsubscribe)) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const sent = await transport.sendMail(message).catch((error) => {
    throw withoutAddresses(error);
  });
  if (smtpUrl) return;
  const file = path.join(folder, `${messageId.replace(/[^\w.-]/g, "")}.eml`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, (sent as unknown as { message: Buffer }).message, { mode: 0o600 });
  log.warn({ file }, "SMTP_URL is not set: an e-mail was saved to a file");
}

/** Removes e-mail addresses from an error before it is logged: mail servers quote the addresses that they
 *  refuse. */
function withoutAddresses({ message, code, responseCode, command }: MailError) {
  const masked = message.replace(/[^\s<>"(),:;]+@[^\s<>"(),:;]+/g, "…");
  return Object.assign(new Error(masked), { code, responseCode, command });
}

type MailError = Error & { code?: unknown; responseCode?: unknown; command?: unknown };

/** Whether a mail server refused one recipient or one e-mail: for good (5xx) or for now (4xx). Null for any other failure, which the next
 *  e-mail would meet too. */
export function refusalOf(error: unknown): "for good" | "for now" | null {
  const { responseCode, command } = error as MailError;
  if (typeof responseCode !== "number" || (command !== "RCPT TO" && command !== "DATA")) return null;
  return responseCode >= 500 ? "for good" : "for now";
}

const oneClick = (address: string) => ({
  "List-Unsubscribe": `<${address}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
