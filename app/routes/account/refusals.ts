// Why something about an account was not done, and what to do about it.

import type { AccountRefusal, AddAccountRefusal } from "~/people/account.server";
import type { IdentityRefusal } from "~/people/identity-sign-in.server";
import type { InvitationRefusal } from "~/people/invitation.server";
import { MAX_PASSKEYS, PASSKEY_MINUTES } from "~/people/passkey.schema";
import type { RemovePasskeyRefusal } from "~/people/passkey.server";
import type { RegistrationRefusal } from "~/people/passkey-registration.server";
import type { PasskeySignInRefusal } from "~/people/passkey-sign-in.server";
import type { SignInRefusal } from "~/people/sign-in.server";
import type { TokenRefusal } from "~/people/token.server";
import type { ExportResult } from "~/portability/export-person.server";

type Reason =
  | AddAccountRefusal["reason"]
  | AccountRefusal["reason"]
  | InvitationRefusal["reason"]
  | TokenRefusal["reason"]
  | Exclude<(SignInRefusal | PasskeySignInRefusal)["reason"], "sign-in.too-many">
  | RegistrationRefusal["reason"]
  | RemovePasskeyRefusal["reason"]
  | IdentityRefusal["reason"]
  | "identity.not-found"
  | AccountRefusal["reason"]
  | Extract<ExportResult, { ok: false }>["reason"]
  | "join.invited-only"
  | "join.no-address";

const EXPLANATIONS: Record<Reason, string> = {
  "account.email-taken": "This address has an account already. Sign in with it instead.",
  "account.handle-taken": "Somebody has this handle, or one that looks like it. Please choose another.",
  "account.not-found": "There is no such account any more.",
  "account.last-administrator":
    "You are the last administrator: without one nobody could look after the site. Make somebody else administrator first.",
  "invitation.nobody": "Nobody has this handle, so nobody can become them. You may leave it empty.",
  "invitation.person-has-one": "This person has an account already.",
  "account.person-has-one": "Whoever this invitation was for has joined already.",
  "account.last-way-in":
    "This is your only way to sign in. Set a password, add a passkey or link another site first, then remove this one.",
  "passkey.stale": "This answer was to an older question of this site’s, or came twice. Please try again.",
  "passkey.expired": `That took longer than ${PASSKEY_MINUTES} minutes. Please try again.`,
  "passkey.unknown":
    "This site doesn’t know this passkey. Perhaps it was removed from its account: then delete it on your device, and sign in another way.",
  "passkey.mismatch":
    "This is not the answer that this site asked your device for. Please try again, or another way.",
  "passkey.copied":
    "This passkey counts fewer uses than this site has seen, as if there were a copy of it, so it was not accepted. Sign in another way, remove it in your settings, and make a new one.",
  "passkey.taken": "This passkey is in use already.",
  "passkey.too-many": `You have ${MAX_PASSKEYS} passkeys, as many as an account may have. Remove one that you no longer use.`,
  "passkey.gone": "This passkey was removed already.",
  "token.unknown":
    "This link is not one of ours, or has been replaced by a newer one. Perhaps your mail program broke it: copy all of it.",
  "token.expired": "This link has expired. Ask for a new one.",
  "token.used": "This link was used already. It works once.",
  "sign-in.mismatch": "This address and this password don’t belong together. Capitals and spaces count.",
  "sign-in.deactivated":
    "This account was deactivated by an administrator. What you wrote still stands; write to them if that is a mistake.",
  "sign-in.busy": "Very many are signing in just now. Please try again in a few seconds.",
  "join.invited-only": "This site is joined by invitation. Whoever runs it can send you one.",
  "identity.unreachable":
    "The other site does not answer as it should just now. Try again in a while, or sign in another way.",
  "identity.declined": "You came back from the other site without signing in there, or it did not let you.",
  "identity.outdated":
    "The other site says that this took too long, or was done already. Please begin again.",
  "identity.not-believed":
    "What the other site said could not be verified, so it was not believed. Please begin again.",
  "identity.unknown-request":
    "This was begun too long ago, or is finished already: coming back from another site works once. Please begin again.",
  "identity.other-browser":
    "This was begun in another browser, or this one keeps no cookies. Please begin again, in this one.",
  "identity.other-person":
    "You are no longer signed in as you were when you began. Nothing was linked: sign in, and begin again.",
  "identity.taken": "This one belongs to another account here already. It has to be unlinked there first.",
  "identity.not-found": "This one is not linked to your account any more.",
  "export.too-large":
    "You have written more than fits into one such file. Whoever runs the site can make you one of any size.",
  "join.no-address": "Please give an e-mail address. It is never shown.",
};

export const explainAccountRefusal = (reason: Reason): string => EXPLANATIONS[reason];

export const explainFailures = (seconds: number): string =>
  `Too many wrong passwords. Please reset your password, which works at any time, or try again in ${inWords(seconds)}.`;

/** Of somebody who is signed in. */
export const explainSessionFailures = (seconds: number): string =>
  `Too many wrong passwords. Please try again in ${inWords(seconds)}.`;

export const explainPasskeyWait = (seconds: number): string =>
  `There were too many attempts from your network. Please try again in ${inWords(seconds)}.`;

export const explainLetters = (seconds: number): string =>
  `Too many e-mails were requested, by you or from your network. Please try again in ${inWords(seconds)}.`;

export const explainStarts = (seconds: number): string =>
  `Very many from your network are on their way to other sites. Please try again in ${inWords(seconds)}, or sign in another way.`;

const inWords = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
