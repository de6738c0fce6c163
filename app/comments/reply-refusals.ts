import { explainRefusal, type RefusalReason } from "~/markdown/limits";
import type { Viewer } from "~/people/viewer";
import { MAX_DEPTH, MAX_LINKS, MAX_PICTURES, MIN_SECONDS } from "./comment.schema";

const EXPLANATIONS = {
  "comment.parent-not-found":
    "The comment that you answer is no longer here. Sent from here, this is a reply to the post itself.",
  "comment.too-deep": `This thread is ${MAX_DEPTH} replies deep, and can't go deeper. Reply to an earlier comment in it, or to the post.`,
  "comment.too-many-links": `Please keep to ${MAX_LINKS} links to other sites: more look like an advertisement. Links within this site don't count.`,
  "comment.too-many-pictures": `Please keep to ${MAX_PICTURES} pictures. Every reader of this page would load them all; link to the others, such as [the second photo](/media/…).`,
  "comment.empty": "Nothing of this text would be shown. Please write your reply in words.",
  "comment.trap":
    "A field that people don't see was filled in, as programs do. If a browser extension did it, please send again.",
  "comment.now-member":
    "You have signed in since this page was opened. Sent from here, the reply will stand under the name of your account.",
  "comment.now-guest":
    "You are no longer signed in as you were when this page was opened. Sign in, in another tab, and send it again; or say below what to call you.",
  "comment.too-quick": `This came within ${MIN_SECONDS} seconds of the page, as programs do. If you are a person, please send it again.`,
} as const;

export type ReplyRefusalReason = keyof typeof EXPLANATIONS | RefusalReason;

/** Why a reply was not taken, and what to do about it. */
export const explainReplyRefusal = (reason: ReplyRefusalReason): string =>
  reason in EXPLANATIONS
    ? EXPLANATIONS[reason as keyof typeof EXPLANATIONS]
    : explainRefusal(reason as RefusalReason);

/** To members, whose limit is their own, wherever they are; and to guests, who are known by their network alone. */
export const explainWait = (seconds: number, { kind }: Pick<Viewer, "kind">): string =>
  `${kind === "person" ? "You have sent very many replies" : "Very many replies have come from your network"}. Yours is kept below: please send it again in ${inWords(seconds)}.`;

export const explainPreviewWait = (seconds: number, { kind }: Pick<Viewer, "kind">): string =>
  `${kind === "person" ? "You have asked for very many previews" : "Very many previews have been asked for from your network"}. Yours is kept below: please ask again in ${inWords(seconds)}, or send it as it is.`;

const inWords = (seconds: number) =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
