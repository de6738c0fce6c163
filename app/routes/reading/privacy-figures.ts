// The figures on the privacy page, taken from the constants that the code uses.

import {
  FAILURES_SECONDS,
  IDENTITY_COOKIE_S,
  JOINING_COOKIE_S,
  KEEP_ADDRESS_DAYS,
  KNOWN_BROWSER_S,
  LETTERS_SECONDS,
  MAX_KNOWN_BROWSERS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
  STARTS_SECONDS,
} from "~/accounts/account.schema";
import { MAX_INVITATION_DAYS } from "~/accounts/joining/invitation.schema";
import { CHALLENGES_SECONDS } from "~/accounts/passkey/passkey.schema";
import { SIGNED_OUT_S } from "~/accounts/session/session-cookie";
import { KEEP_TOKENS_MS, LIFETIMES } from "~/accounts/token.server";
import { ARRIVAL_S, COMMENTS_SECONDS, REPEAT_SECONDS } from "~/comments/comment.schema";
import { DRAFT_DAYS } from "~/comments/reply/reply-drafts";
import { REMEMBERED_MS } from "~/platform/http/first-visits";
import { KEEP_DEAD_MS } from "~/platform/jobs/job";
import { PRUNE_MINUTES } from "~/platform/prune.server";

const DAY_S = 24 * 60 * 60;

/** All in seconds. */
export const FIGURES = {
  /** The time of a network's first visit to a page. */
  firstVisit: REMEMBERED_MS / 1000,
  /** Counts of replies, e-mails, passkey challenges and sign-ins with other sites. */
  counted: Math.max(COMMENTS_SECONDS, LETTERS_SECONDS, CHALLENGES_SECONDS, STARTS_SECONDS),
  failures: FAILURES_SECONDS,
  /** The hash that identifies a repeated reply. */
  repeat: REPEAT_SECONDS,
  prune: PRUNE_MINUTES * 60,
  arrival: Math.max(ARRIVAL_S, SIGNED_OUT_S),
  drafts: DRAFT_DAYS * DAY_S,
  wholeAddress: KEEP_ADDRESS_DAYS * DAY_S,
  idle: SESSION_IDLE_S,
  session: SESSION_LIFE_S,
  /** Known browsers of an account, and their number. */
  knownBrowser: KNOWN_BROWSER_S,
  knownBrowsers: MAX_KNOWN_BROWSERS,
  /** E-mails that couldn't be sent. */
  unsent: KEEP_DEAD_MS / 1000,
  tokens: KEEP_TOKENS_MS / 1000,
  /** Cookies for signing in with another site, and for joining from there. */
  away: IDENTITY_COOKIE_S,
  joining: JOINING_COOKIE_S,
  invited: MAX_INVITATION_DAYS * DAY_S + KEEP_TOKENS_MS / 1000,
  /** Reset requests for an address without an account. */
  resetAsked: LIFETIMES.reset / 1000,
  joinAsked: (LIFETIMES.join + KEEP_TOKENS_MS) / 1000,
};
