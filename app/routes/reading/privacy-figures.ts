// What the page on privacy says in numbers: the very ones by which the program keeps and forgets.

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
  /** When a network first fetched a page. */
  firstVisit: REMEMBERED_MS / 1000,
  /** How often a network replied, asked for letters, used passkeys or set out to another site. */
  counted: Math.max(COMMENTS_SECONDS, LETTERS_SECONDS, CHALLENGES_SECONDS, STARTS_SECONDS),
  failures: FAILURES_SECONDS,
  /** By which a reply is known that is sent twice. */
  repeat: REPEAT_SECONDS,
  prune: PRUNE_MINUTES * 60,
  arrival: Math.max(ARRIVAL_S, SIGNED_OUT_S),
  drafts: DRAFT_DAYS * DAY_S,
  wholeAddress: KEEP_ADDRESS_DAYS * DAY_S,
  idle: SESSION_IDLE_S,
  session: SESSION_LIFE_S,
  /** That an account was signed in with a browser, and of how many. */
  knownBrowser: KNOWN_BROWSER_S,
  knownBrowsers: MAX_KNOWN_BROWSERS,
  /** Letters that could not be sent. */
  unsent: KEEP_DEAD_MS / 1000,
  tokens: KEEP_TOKENS_MS / 1000,
  /** What a browser keeps on the way to another site and back, and until who comes from there has joined. */
  away: IDENTITY_COOKIE_S,
  joining: JOINING_COOKIE_S,
  invited: (LIFETIMES.invitation + KEEP_TOKENS_MS) / 1000,
  /** That an address without an account asked for a new password. */
  resetAsked: LIFETIMES.reset / 1000,
  joinAsked: (LIFETIMES.join + KEEP_TOKENS_MS) / 1000,
};
