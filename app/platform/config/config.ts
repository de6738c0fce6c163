// All settings, read from the environment and validated once at start.

import { Cron } from "croner";
import proxyAddr from "proxy-addr";
import { z } from "zod";
import { withoutPassword } from "../database/url";
import { readMediaStore, type S3Settings } from "./media-store-settings";
import { isConfidential, type OpenidProvider, readOpenidProviders } from "./openid-settings";
import { readSpamService, type SpamServiceSettings } from "./spam-service-settings";

const onOff = z.enum(["on", "off"], { error: "should be on or off" }).transform((word) => word === "on");

const PORT_RULE = "should be a port number from 0 to 65535";

const MAILBOX = /^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .pipe(z.number().max(65_535, PORT_RULE))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "should be an address to listen on, such as 127.0.0.1")
    .optional(),
  SITE_URL: z
    .url({ protocol: /^https?$/, error: "should be the site’s address, such as https://longtable.example" })
    .refine((url) => !URL.canParse(url) || new URL(url).pathname === "/", {
      error: "should be an address without a path, such as https://longtable.example",
    })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => /^file:.+/.test(url) || (/^postgres(ql)?:/.test(url) && URL.canParse(url)), {
      error:
        "should be a file, such as file:./data/longtable.db, or a server, such as postgresql://user:password@host/database",
    })
    .optional(),
  DATA_DIR: z.string().min(1, "should be a folder").default("./data"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "should be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
  RATE_LIMITS: onOff.default(true),
  PAGE_CACHE: onOff.default(true),
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: "should be a mail server, such as smtp://user:password@mail.example.org:587",
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(MAILBOX, "should be the sender of e-mail, such as Longtable <longtable@example.org>")
    .optional(),
  MAIL_REPLY_TO: z
    .string()
    .regex(MAILBOX, "should be the address that answers to e-mail go to, such as hello@example.org")
    .optional(),
  FOLLOWER_MAIL_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "should be the most e-mails to followers in a minute, such as 60")
    .transform(Number)
    .optional(),
  BACKUP_SCHEDULE: z
    .string()
    .refine((pattern) => pattern === "off" || isPattern(pattern), {
      error: 'should be a cron pattern in UTC, such as "0 3 * * *" for every night at 03:00, or off',
    })
    .transform((pattern) => (pattern === "off" ? null : pattern))
    .default("0 3 * * *"),
  BACKUP_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "should be the number of backups to keep, from 1 to 999")
    .transform(Number)
    .default(7),
  MEDIA_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "should be a number of gigabytes, such as 10")
    .transform((gigabytes) => Number(gigabytes) * 1024 ** 3)
    .default(10 * 1024 ** 3),
  WEBSUB_HUB: z
    .string()
    .refine((url) => isConfidential(url) && !/[#@\s]/.test(url), {
      error: "should be the address of a WebSub hub, such as https://pubsubhubbub.appspot.com/",
    })
    .transform((url) => new URL(url).href)
    .optional(),
  TRUST_PROXY: z
    .string()
    .transform((list) => list.split(",").map((entry) => entry.trim()))
    .refine(areAddresses, { error: "should be a list of trusted proxies, such as loopback or 10.0.0.0/8" })
    .default(["loopback"]),
});

function isPattern(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

function areAddresses(list: string[]): boolean {
  try {
    return Boolean(proxyAddr.compile(list));
  } catch {
    return false;
  }
}

export interface Config {
  port: number;
  /** Address to listen on; undefined for all addresses of the machine. */
  host: string | undefined;
  /** Origin that readers see, without a trailing slash. */
  siteUrl: string;
  databaseUrl: string;
  dataDir: string;
  logLevel: string;
  rateLimits: boolean;
  pageCache: boolean;
  /** The mail server, "smtp://user:password@host:587"; null to write e-mail to files. */
  smtpUrl: string | null;
  /** Sender of e-mail: "Longtable <longtable@example.org>". */
  mailFrom: string;
  /** Where answers to e-mail go; null for its sender. */
  mailReplyTo: string | null;
  /** The most e-mails to followers in a minute; null for no limit. */
  followerMailLimit: number | null;
  /** Cron pattern of automatic backups, in UTC; null for none. */
  backupSchedule: string | null;
  /** Number of automatic backups to keep. */
  backupKeep: number;
  /** Bytes that all uploads may take. */
  mediaLimit: number;
  /** The store of uploads that speaks S3; null to keep them in DATA_DIR/uploads. */
  mediaS3: S3Settings | null;
  /** The WebSub hub that is told of changed feeds; null for none. */
  webSubHub: string | null;
  /** Proxies whose X-Forwarded-For is trusted. */
  trustProxy: string[];
  /** OpenID providers for signing in. */
  openidProviders: OpenidProvider[];
  /** The spam service that is asked about replies; null for none. */
  spamService: SpamServiceSettings | null;
}

/** The message has one line for each invalid setting. */
export class ConfigError extends Error {}

export function readConfig(env: Record<string, string | undefined>): Config {
  // Shells and unit files unset a variable by making it empty.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = settings.safeParse(given);
  const { providers, problems } = readOpenidProviders(given);
  const spam = readSpamService(given);
  const media = readMediaStore(given);
  const further = [...problems, ...spam.problems, ...media.problems];
  if (!read.success || further.length > 0) {
    const wrong = (read.error?.issues ?? []).map(({ path: [name], message }) => {
      return `${String(name)} ${message}, but is "${withoutPassword(given[String(name)] ?? "")}"`;
    });
    const lines = [...wrong, ...further].map((line) => `  ${line}`);
    throw new ConfigError(`Invalid settings:\n${lines.join("\n")}`);
  }
  const value = read.data;
  return {
    port: value.PORT,
    host: value.HOST,
    siteUrl: value.SITE_URL ?? `http://localhost:${value.PORT}`,
    databaseUrl: value.DATABASE_URL ?? `file:${value.DATA_DIR}/longtable.db`,
    dataDir: value.DATA_DIR,
    logLevel: value.LOG_LEVEL,
    rateLimits: value.RATE_LIMITS,
    pageCache: value.PAGE_CACHE,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? `longtable@${new URL(value.SITE_URL ?? "http://localhost").hostname}`,
    mailReplyTo: value.MAIL_REPLY_TO ?? null,
    followerMailLimit: value.FOLLOWER_MAIL_LIMIT ?? null,
    backupSchedule: value.BACKUP_SCHEDULE,
    backupKeep: value.BACKUP_KEEP,
    mediaLimit: value.MEDIA_LIMIT,
    mediaS3: media.store,
    webSubHub: value.WEBSUB_HUB ?? null,
    trustProxy: value.TRUST_PROXY,
    openidProviders: providers,
    spamService: spam.service,
  };
}
