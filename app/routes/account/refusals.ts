// Why something about an account was not done, and what to do about it.

import type { AccountRefusal, AddAccountRefusal } from "~/people/account.server";
import type { InvitationRefusal } from "~/people/invitation.server";
import type { SignInRefusal } from "~/people/sign-in.server";
import type { TokenRefusal } from "~/people/token.server";

type Reason =
  | AddAccountRefusal["reason"]
  | AccountRefusal["reason"]
  | InvitationRefusal["reason"]
  | TokenRefusal["reason"]
  | Exclude<SignInRefusal["reason"], "sign-in.too-many">
  | "join.invited-only"
  | "join.no-address";

const EXPLANATIONS: Record<Reason, string> = {
  "account.email-taken": "This address has an account already. Sign in with it instead.",
  "account.handle-taken": "Somebody has this handle, or one that looks like it. Please choose another.",
  "account.not-found": "There is no such account any more.",
  "account.last-administrator":
    "Nobody else runs this site. Make somebody else an administrator first, so that somebody still can.",
  "invitation.nobody": "Nobody has this handle, so nobody can become them. You may leave it empty.",
  "invitation.person-has-one": "This person has an account already.",
  "account.person-has-one": "Whoever this invitation was for has joined already.",
  "token.unknown":
    "This link is not one of ours, or has been replaced by a newer one. Perhaps your mail program broke it: copy all of it.",
  "token.expired": "This link has expired. Ask for a new one.",
  "token.used": "This link was used already. It works once.",
  "sign-in.mismatch": "This address and this password don’t belong together. Capitals and spaces count.",
  "sign-in.deactivated":
    "This account was closed by an administrator. What you wrote still stands; write to them if that is a mistake.",
  "sign-in.busy": "Very many are signing in just now. Please try again in a few seconds.",
  "join.invited-only": "This site is joined by invitation. Whoever runs it can send you one.",
  "join.no-address": "Please give an e-mail address. It is never shown.",
};

export const explainAccountRefusal = (reason: Reason): string => EXPLANATIONS[reason];

export const explainFailures = (seconds: number): string =>
  `Too many wrong passwords, from your network or for this address. Please try again in ${inWords(seconds)}, or choose a new password.`;

export const explainLetters = (seconds: number): string =>
  `Many letters have been asked for already, for this address or from your network. Please try again in ${inWords(seconds)}.`;

const inWords = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
