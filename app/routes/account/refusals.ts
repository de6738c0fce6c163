// Why something about an account was not done, and what to do about it.

import type { AccountRefusal, AddAccountRefusal } from "~/people/account.server";
import type { SignInRefusal } from "~/people/sign-in.server";
import type { TokenRefusal } from "~/people/token.server";
import type { ExportResult } from "~/portability/export-person.server";

type Reason =
  | AddAccountRefusal["reason"]
  | TokenRefusal["reason"]
  | Exclude<SignInRefusal["reason"], "sign-in.too-many">
  | AccountRefusal["reason"]
  | Extract<ExportResult, { ok: false }>["reason"]
  | "join.invited-only"
  | "join.no-address";

const EXPLANATIONS: Record<Reason, string> = {
  "account.email-taken": "This address has an account already. Sign in with it instead.",
  "account.handle-taken": "Somebody has this handle, or one that looks like it. Please choose another.",
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
  "account.not-found": "There is no such account any more.",
  "account.last-administrator":
    "You are the last administrator: without one nobody could look after the site. Make somebody else administrator first.",
  "export.too-large":
    "You have written more than fits into one such file. Whoever runs the site can make you one of any size.",
  "join.no-address": "Please give an e-mail address. It is never shown.",
};

export const explainAccountRefusal = (reason: Reason): string => EXPLANATIONS[reason];

export const explainFailures = (seconds: number): string =>
  `Too many wrong passwords, from your network or for this address. Please try again in ${inWords(seconds)}, or choose a new password.`;

export const explainLetters = (seconds: number): string =>
  `Many letters have been asked for already, for this address or from your network. Please try again in ${inWords(seconds)}.`;

const inWords = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
