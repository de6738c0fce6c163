// The context that every loader and action receives: see a page's four steps in docs/decisions/0001.

import type { AccountLimits } from "~/accounts/account-limits.server";
import type { IdentityProviders } from "~/accounts/identity/identity-provider.server";
import type { PasswordStrength } from "~/accounts/password/password-strength.server";
import type { BookLimits } from "~/books/book-limits.server";
import type { CommentLimits } from "~/comments/reply/comment-limits.server";
import type { DraftLimits } from "~/drafts/draft-limits.server";
import type { PasteResult } from "~/markdown/pasted/from-html";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { MediaLimits } from "~/media/media-limits.server";
import type { MediaStore } from "~/media/store/store";
import type { ContentReaders } from "~/media/upload/content.server";
import type { ReportLimits } from "~/moderation/reports/report-limits.server";
import type { SpamService } from "~/moderation/spam/akismet/spam-service.server";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import type { FirstVisits } from "~/platform/http/request/first-visits";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import type { KeptParts } from "~/platform/kept-parts";
import type { Log } from "~/platform/log.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import type { KeepBackup } from "~/portability/backup/kept-backup";
import type { ScriptName } from "~/scripts/scripts.mjs";
import type { Search } from "~/search/search";
import type { SearchLimits } from "~/search/search-rate-limits.server";

export interface LoadContext extends RequestFacts {
  viewer: Viewer;
  db: Database;
  render: RenderMarkdown;
  /** Whether a text would have to wait for a renderer. */
  isRendererBusy(): boolean;
  /** Converts the HTML of the visitor's clipboard to Markdown. */
  convertPaste(html: string): Promise<PasteResult>;
  siteUrl: string;
  siteSecret: SiteSecret;
  mediaStore: MediaStore;
  mediaReaders: ContentReaders;
  /** Parts of pages and feeds that are the same for everyone. */
  parts: KeptParts;
  /** The WebSub hub, which is told of changed feeds; null if none is set. */
  hub: string | null;
  /** Bytes that all uploads of the site may take. */
  mediaLimit: number;
  /** Asked about replies; null if none is set. */
  spamService: SpamService | null;
  now(): Date;
  log: Log;
  metrics: { contentType: string; text(): Promise<string> };
  visits: FirstVisits;
  commentLimits: CommentLimits;
  draftLimits: DraftLimits;
  mediaLimits: MediaLimits;
  reportLimits: ReportLimits;
  searchLimits: SearchLimits;
  accountLimits: AccountLimits;
  bookLimits: BookLimits;
  passwordStrength: PasswordStrength;
  /** URLs of the scripts: those of the table, preceded by Vite's own in development. */
  scripts: { developing: string[]; addresses: Record<ScriptName, string> };
  identityProviders: IdentityProviders;
  search: Search;
  /** Whether a mail server is configured. Without one, e-mail is written to files. */
  sendsMail: boolean;
  /** Number of the site's own backups that are kept; 0 if it makes none. */
  keptBackups: number;
  /** Saves a backup before an act that deletes much. */
  keepBackup: KeepBackup;
}

declare module "@remix-run/node" {
  interface AppLoadContext extends LoadContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
