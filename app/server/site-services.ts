// The services that commands and the server need: database, renderer, mailer.

import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findMentioned } from "~/comments/references/mention.server";
import { silenceRestored } from "~/flows/following/after-restore.server";
import { createFollowerEmailLimit } from "~/following/emails/email-limit.server";
import type { PasteResult } from "~/markdown/pasted/from-html";
import type { RenderMarkdown } from "~/markdown/rendered";
import { createRenderer, type Renderer } from "~/markdown/renderer/renderer.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { createS3Store } from "~/media/store/s3-store.server";
import type { MediaStore } from "~/media/store/store";
import { tellFailures } from "~/media/store/store-failure";
import { findNamedMedia } from "~/media/use/named-media.server";
import { hasKeyedBlocks } from "~/moderation/blocks/block.server";
import { createSpamService, type SpamService } from "~/moderation/spam/akismet/spam-service.server";
import { type Config, ConfigError } from "~/platform/config/config";
import type { BoundedReader } from "~/platform/database/bounded-reader";
import { type Database, openDatabase } from "~/platform/database/database.server";
import type { OnQuery } from "~/platform/database/engine";
import { kindOf } from "~/platform/database/kinds.server";
import { type Migrated, migrate } from "~/platform/database/migrations/migrate.server";
import { type Outage, outageOf } from "~/platform/database/outage";
import { providerOf, withoutPassword } from "~/platform/database/url";
import { createLog, type Log } from "~/platform/log.server";
import { createMailer, type Mailer } from "~/platform/mail/mail.server";
import { makePrivateFolder } from "~/platform/private-folder";
import type { RateLimiter } from "~/platform/rate-limits/rate-limits.server";
import { DamagedSecretError, openSiteSecret, type SiteSecret } from "~/platform/site-secret.server";
import type { SitePlace } from "~/portability/backup/backup.server";
import { settleRestore } from "~/portability/backup/restore-journal.server";
import { markSample } from "~/portability/sample/mark-sample.server";
import type { Dialect } from "~/search/finding/dialect";
import { keepIndex } from "~/search/index/keep-index.server";
import type { Provider } from "~/search/index/words-writer.server";
import type { Search } from "~/search/search";
import { createSearch, DIALECTS } from "~/search/search.server";
import { openMediaStore } from "./open-media-store";

/** Path of a file or folder of the project, whether this runs from build/ or from the sources. */
export const fromRoot = (name: string) => path.join(root, name);

const root = findRoot(path.dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(path.join(folder, "package.json")) ? folder : findRoot(path.dirname(folder));
}

export const placeOf = ({ databaseUrl, dataDir, mediaS3 }: Config): SitePlace => ({
  databaseUrl,
  dataDir,
  ...(mediaS3 && { remoteUploads: tellFailures(createS3Store(mediaS3), () => {}) }),
  migrationsFolder: fromRoot("prisma"),
});

export interface Services {
  db: Database;
  /** Renderer for the site's own work: jobs and imports. */
  render: RenderMarkdown;
  /** Renderer for a visitor's text, in fair turns by network. */
  renderFor(network: string): RenderMarkdown;
  /** Whether a text would have to wait for a renderer. */
  isRendererBusy(): boolean;
  /** Converts the HTML of a visitor's clipboard to Markdown, in the same turns. */
  convertPasteFor(network: string): (html: string) => Promise<PasteResult>;
  siteUrl: string;
  siteSecret: SiteSecret;
  spamService: SpamService | null;
  /** The WebSub hub; null if none is set. */
  hub: string | null;
  mailer: Mailer;
  followerEmailLimit: RateLimiter;
  mediaStore: MediaStore;
  /** The e-books that are made, in DATA_DIR. */
  bookStore: MediaStore;
  /** Migrations applied when it was opened. */
  databaseProvider: Provider;
  searchReader: BoundedReader;
  searchDialect: Dialect;
  search: Search;
  migrated: Migrated;
  close(): Promise<void>;
}

export interface ServicesOptions {
  onQuery?: OnQuery;
  log?: Log;
  /** A renderer shared by several sites in one process; its creator closes it. */
  renderer?: Renderer | undefined;
  /** Workers of its own renderer. No sender may hold all of them, so a command that renders much uses one. */
  renderThreads?: number;
}

export const openRenderer = (threads?: number): Renderer =>
  createRenderer({ workerFile: fromRoot("build/markdown-worker.cjs"), ...(threads && { threads }) });

export async function openServices(
  config: Config,
  { log = createLog(config.logLevel), renderer: shared, renderThreads, ...options }: ServicesOptions = {},
): Promise<Services> {
  const explain = (error: unknown) => {
    throw explainUnreachable(error, config.databaseUrl);
  };
  const now = () => new Date();
  makeDataFolder(config.dataDir);
  const { secret, isNew } = readSecret(config.dataDir);
  const settled = await settleRestore(placeOf(config)).catch(explain);
  if (settled !== "nothing")
    log.warn(`An interrupted restore was ${settled === "ended" ? "completed" : "undone"}.`);
  const migrated = await migrate(config.databaseUrl, fromRoot("prisma")).catch(explain);
  const databaseProvider = providerOf(config.databaseUrl);
  const db = openDatabase(config.databaseUrl, { ...options, beforeCommit: keepIndex(databaseProvider) });
  const searchReader = kindOf(config.databaseUrl).openReader(config.databaseUrl, {
    processFile: fromRoot("build/query-process.js"),
  });
  if (settled === "ended") await silenceRestored(db, now());
  await markSample(db);
  if (isNew && (await hasKeyedBlocks(db)))
    log.warn(
      "DATA_DIR/secret was missing and has been created anew: blocks of e-mail addresses and networks that were made before no longer apply.",
    );
  const renderer = shared ?? openRenderer(renderThreads);
  const mailer = createMailer(
    {
      ...{ smtpUrl: config.smtpUrl, from: config.mailFrom, replyTo: config.mailReplyTo },
      folder: path.join(config.dataDir, "mail"),
    },
    log,
  );
  const renderFor =
    (network: string): RenderMarkdown =>
    async (source, { queryOf, ...options }) => {
      const media = await findNamedMedia(db, source, { ...options, queryOf });
      const mentions = await findMentioned(db, source, options);
      return renderer.render(source, { ...options, media, mentions, siteUrl: config.siteUrl }, network);
    };
  return {
    db,
    siteUrl: config.siteUrl,
    siteSecret: secret,
    spamService:
      config.spamService && createSpamService(config.spamService, { siteUrl: config.siteUrl, log, now }),
    hub: config.webSubHub,
    mailer,
    followerEmailLimit: createFollowerEmailLimit(db, config.followerMailLimit),
    mediaStore: openMediaStore(config, log),
    bookStore: createDiskStore(path.join(config.dataDir, "books")),
    render: renderFor(""),
    renderFor,
    isRendererBusy: () => renderer.isBusy(),
    convertPasteFor: (network) => (html) => renderer.convert(html, network),
    databaseProvider,
    searchReader,
    searchDialect: DIALECTS[databaseProvider],
    search: createSearch({ db, provider: databaseProvider, reader: searchReader }),
    migrated,
    async close() {
      await searchReader.close();
      mailer.close();
      if (!shared) await renderer.close();
      await db.close();
    },
  };
}

function readSecret(folder: string) {
  try {
    return openSiteSecret(folder);
  } catch (error) {
    const reason =
      error instanceof DamagedSecretError
        ? error.message
        : `Its secret can’t be read: ${explainNoFolder(error)}.`;
    throw new ConfigError(`DATA_DIR is ${folder}. ${reason}`);
  }
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: "the server refuses the connection: check that it runs, and its host and port",
  ENOTFOUND: "this host was not found",
  ETIMEDOUT: "the server doesn’t answer",
  "28P01": "the user or password is incorrect",
  "28000": "this user is not allowed to connect",
  "3D000": "there is no database of this name: create it first",
  EACCES: "you have no permission to open or create it",
  EEXIST: "a file is in the place of its folder",
  ENOTDIR: "a file is in the place of its folder",
  ENOENT: "its folder can’t be created",
  EROFS: "its disk is read-only",
};

/** Explains in words why a file or folder can't be created. */
export const explainNoFolder = (error: unknown): string =>
  UNREACHABLE[(error as NodeJS.ErrnoException).code ?? ""] ?? (error as Error).message;

/** Creates the data folder, or explains that DATA_DIR must be changed. */
export function makeDataFolder(folder: string) {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw new ConfigError(`DATA_DIR is ${folder}, but ${explainNoFolder(error)}.`);
  }
}

/** Explains an outage to an administrator. */
export const IN_OUTAGE: Record<Outage, string> = {
  full: "its disk is full: free some space",
  "read-only": "it is read-only",
  damaged: "it is damaged: restore a backup",
  "no database": "this file is not a SQLite database",
  unreachable: "it doesn’t answer or can’t be opened",
};

/** Turns an unreachable database into a ConfigError, because its address is a setting. `setting` is the
 *  option or variable that gave the address. Other errors are returned unchanged. */
export function explainUnreachable(error: unknown, url: string, setting = "DATABASE_URL"): unknown {
  const { code = "", errors = [] } = error as { code?: string; errors?: { code?: string }[] };
  const outage = outageOf(error);
  const reason = UNREACHABLE[code] ?? UNREACHABLE[errors[0]?.code ?? ""] ?? (outage && IN_OUTAGE[outage]);
  return reason ? new ConfigError(`${setting} is ${withoutPassword(url)}, but ${reason}.`) : error;
}
