// Messages for refused account actions, with what to do.

import type { AccountRefusal, AddAccountRefusal } from "~/accounts/account.server";
import type { IdentityRefusal } from "~/accounts/identity/identity-sign-in.server";
import type { InvitationRefusal } from "~/accounts/joining/invitation.server";
import { MAX_PASSKEYS, PASSKEY_MINUTES } from "~/accounts/passkey/passkey.schema";
import type { RemovePasskeyRefusal } from "~/accounts/passkey/passkey.server";
import type { RegistrationRefusal } from "~/accounts/passkey/passkey-registration.server";
import type { PasskeySignInRefusal } from "~/accounts/passkey/passkey-sign-in.server";
import type { SignInRefusal } from "~/accounts/password/sign-in.server";
import type { TokenRefusal } from "~/accounts/token.server";
import { formatDuration } from "~/design/duration";
import type { ExportResult } from "~/portability/export/export-person.server";

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
  | "session.ended"
  | AccountRefusal["reason"]
  | Extract<ExportResult, { ok: false }>["reason"]
  | "join.invited-only"
  | "join.no-address";

const EXPLANATIONS: Record<Reason, string> = {
  "account.email-taken":
    "This e-mail address already has an account. Use another one, or sign in with this one.",
  "account.handle-taken": "This handle is taken, or looks too much like another one. Please choose another.",
  "account.not-found": "This account no longer exists.",
  "account.last-administrator":
    "You are the last administrator, and the site needs one. Make someone else an administrator first.",
  "invitation.nobody": "No one has this handle. Check the spelling, or leave this empty.",
  "invitation.person-has-one": "This person already has an account.",
  "invitation.not-yours": "You can no longer create invitations, because your role has changed.",
  "invitation.over":
    "You already created this invitation with this form, and it has been used, revoked or has expired. To create another one, press the button again.",
  "account.person-has-one": "The person this invitation was for has already joined.",
  "account.last-sign-in-method":
    "This is your only way to sign in. Set a password, add a passkey or link another site first, then remove this one.",
  "passkey.stale": "This request was already used or replaced by a newer one. Please try again.",
  "passkey.expired": `That took longer than ${PASSKEY_MINUTES} minutes. Please try again.`,
  "passkey.unknown":
    "This site doesn’t know this passkey. It may have been removed from your account. Delete it on your device, and sign in another way.",
  "passkey.mismatch":
    "Your device’s answer doesn’t match the request. Please try again, or sign in another way.",
  "passkey.copied":
    "This passkey may have been copied, so it wasn’t accepted. Sign in another way, remove it in your settings, and add a new one.",
  "passkey.taken": "This passkey is already in use.",
  "passkey.too-many": `You have ${MAX_PASSKEYS} passkeys, the most allowed. Remove one that you no longer use.`,
  "passkey.gone": "This passkey was already removed.",
  "token.unknown":
    "This link is incomplete, or a newer one has replaced it. Copy the whole link from the latest e-mail, or ask for a new one.",
  "token.expired": "This link has expired. Ask for a new one.",
  "token.used": "This link was already used. It works only once.",
  "sign-in.mismatch": "E-mail or password is incorrect. Passwords distinguish capital and small letters.",
  "sign-in.deactivated":
    "An administrator has deactivated this account. Your posts and comments are still here. If this is a mistake, write to an administrator.",
  "sign-in.busy": "Too many people are signing in right now. Please try again in a few seconds.",
  "join.invited-only": "You need an invitation to join this site. An administrator can send you one.",
  "identity.unreachable":
    "The other site isn’t working properly right now. Please try again later, or sign in another way.",
  "identity.declined":
    "You didn’t sign in at the other site, or it refused. Please try again, or sign in another way.",
  "identity.outdated": "This took too long or was already completed. Please start again.",
  "identity.not-believed": "We couldn’t verify the other site’s answer. Please start again.",
  "identity.unknown-request": "This sign-in has expired or was already completed. Please start again.",
  "identity.other-browser":
    "You started this in another browser, or this browser blocks cookies. Please start again in this browser.",
  "identity.other-person":
    "You are no longer signed in to the account that you started with, so nothing was linked. Sign in to it and start again.",
  "identity.taken": "This sign-in is already linked to another account here. Unlink it there first.",
  "identity.not-found": "This sign-in is no longer linked to your account.",
  "export.too-large":
    "Your posts and comments are too large for one download. An administrator can export them for you.",
  "session.ended":
    "Nothing was changed, because you were signed out in the meantime. Please sign in and try again.",
  "join.no-address": "Please enter an e-mail address, for example you@example.org.",
};

export const explainAccountRefusal = (reason: Reason): string => EXPLANATIONS[reason];

export const explainFailures = (seconds: number): string =>
  `Too many wrong passwords. Please reset your password, which works at any time, or try again in ${formatDuration(seconds)}.`;

/** For a signed-in person. */
export const explainSessionFailures = (seconds: number): string =>
  `Too many wrong passwords. Please try again in ${formatDuration(seconds)}.`;

export const explainPasskeyWait = (seconds: number): string =>
  `Too many attempts from your network. Please try again in ${formatDuration(seconds)}.`;

export const explainEmailLimit = (seconds: number): string =>
  `Too many e-mails were requested, by you or from your network. Please try again in ${formatDuration(seconds)}.`;

export const explainStarts = (seconds: number): string =>
  `Too many sign-ins with other sites from your network. Please try again in ${formatDuration(seconds)}, or sign in another way.`;
