import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import {
  EMAILS_SECONDS,
  FAILURES_SECONDS,
  IDENTITY_COOKIE_S,
  JOINING_COOKIE_S,
  KEEP_ADDRESS_DAYS,
  KNOWN_BROWSER_S,
  MAX_KNOWN_BROWSERS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
  STARTS_SECONDS,
} from "./account.schema";
import { exportAccount } from "./account-export.server";
import { MAX_INVITATION_DAYS } from "./joining/invitation.schema";
import { EMAIL_CHANGE_MS } from "./mail/email-change.server";
import { CHALLENGES_SECONDS } from "./passkey/passkey.schema";
import { prunePeopleJob } from "./prune-accounts.server";
import { SIGNED_OUT_S } from "./session/session-cookie";
import { KEEP_TOKENS_MS, LIFETIMES } from "./token.server";

const DAY_S = 24 * 60 * 60;

/** Exported with the account, and deleted with it. */
const ofAccount = (privacy: string) => ({
  personal: { exported: { in: "account.json" }, leaving: "deleted" as const, privacy },
});

export const accounts = {
  room: "accounts",
  models: {
    Account: ofAccount("E-mail address: you and the administrators can see it"),
    Session: ofAccount("Devices where you are signed in"),
    Mute: ofAccount("People whom you mute"),
    KnownBrowser: ofAccount("Your account keeps a hash of it"),
    Passkey: ofAccount("of passkeys, the public key"),
    Identity: ofAccount("of another site that you sign in with, your ID and name there"),
    Token: ofAccount("a hash of each link, its account and a hash of the address are kept"),
    Invitation: ofAccount("An invitation keeps the address it was sent to"),
    EmailChange: ofAccount("A new address that you don’t confirm"),
  },
  schedules: [{ job: prunePeopleJob, pattern: PRUNE_PATTERN }],
  exported: exportAccount,
  figures: {
    /** Counts of e-mails, passkey challenges and sign-ins with other sites. */
    counted: Math.max(EMAILS_SECONDS, CHALLENGES_SECONDS, STARTS_SECONDS),
    failures: FAILURES_SECONDS,
    arrival: SIGNED_OUT_S,
    wholeAddress: KEEP_ADDRESS_DAYS * DAY_S,
    idle: SESSION_IDLE_S,
    session: SESSION_LIFE_S,
    /** Known browsers of an account, and their number. */
    knownBrowser: KNOWN_BROWSER_S,
    knownBrowsers: MAX_KNOWN_BROWSERS,
    tokens: KEEP_TOKENS_MS / 1000,
    /** Cookies for signing in with another site, and for joining from there. */
    away: IDENTITY_COOKIE_S,
    joining: JOINING_COOKIE_S,
    invited: MAX_INVITATION_DAYS * DAY_S + KEEP_TOKENS_MS / 1000,
    /** Reset requests for an address without an account. */
    resetAsked: LIFETIMES.reset / 1000,
    joinAsked: (LIFETIMES.join + KEEP_TOKENS_MS) / 1000,
    newEmail: EMAIL_CHANGE_MS / 1000,
  },
} satisfies Inventory;
