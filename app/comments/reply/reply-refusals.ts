import { formatDuration } from "~/design/duration";
import { explainRefusal, type RefusalReason } from "~/markdown/limits";
import type { Viewer } from "~/people/viewer";
import { MAX_DEPTH, MAX_LINKS, MAX_PICTURES } from "../comment.schema";

const EXPLANATIONS = {
  "comment.parent-not-found":
    "The comment you’re replying to is no longer here. If you post this now, it’s a reply to the post itself.",
  "comment.too-deep": `Please reply to an earlier comment, or to the post: this thread is ${MAX_DEPTH} replies deep, which is the limit.`,
  "comment.too-many-links": `Please use at most ${MAX_LINKS} links to other sites: more look like advertising. Links within this site don’t count.`,
  "comment.too-many-pictures": `Please use at most ${MAX_PICTURES} pictures, because everyone who opens this page loads them all. Link to the others, such as [the second photo](/media/…).`,
  "comment.pictures-changed":
    "Please post it again. While it was on its way, a picture was removed, or this site stopped taking pictures in responses; preview it to see what remains.",
  "comment.own-picture":
    "Please take your picture out, or reply with your account: a picture that you uploaded would tell who you are.",
  "comment.empty": "Please write your reply in words. What you entered would show as an empty comment.",
  "comment.honeypot":
    "Please post it again. A hidden field was filled in, which spam programs do; a browser extension may have done it here.",
  "comment.now-member":
    "You’ve signed in since you opened this page. If you post this now, it appears under your account’s name.",
  "comment.now-guest":
    "You’ve been signed out since you opened this page. Sign in on another tab and post this again, or enter your name and e-mail below to reply as a guest.",
  "comment.name-taken":
    "Somebody here has this name, or one that looks like it. Sign in if it’s yours, or add something to it, such as where you are from.",
  "comment.name-reserved":
    "This name, or one that looks like it, is the site’s, or says that you run it. Sign in if you do, or enter a name of your own.",
  "comment.not-hidden":
    "This site doesn’t take replies without your account any more. If you post this now, it appears under your account’s name.",
  "comment.too-quick": "That was very fast. Please post it again.",
} as const;

export type ReplyRefusalReason = keyof typeof EXPLANATIONS | RefusalReason;

/** Why a reply was refused and what to do. */
export const explainReplyRefusal = (reason: ReplyRefusalReason): string =>
  reason in EXPLANATIONS
    ? EXPLANATIONS[reason as keyof typeof EXPLANATIONS]
    : explainRefusal(reason as RefusalReason);

/** Members have a limit of their own; guests share their network's. */
export const explainWait = (seconds: number, { kind }: Pick<Viewer, "kind">): string =>
  `Please post it again in ${formatDuration(seconds)}; your text is still here. ${kind === "person" ? "You’ve posted" : "Your network has sent"} too many replies in a short time.`;

/** Slow mode counts a network's guests together. */
export const explainSlowMode = (seconds: number, every: string, { kind }: Pick<Viewer, "kind">): string =>
  `Please post it again in ${formatDuration(seconds)}; your text is still here. This conversation is in slow mode: ${
    kind === "person" ? "each person" : "each member, and each network’s guests together,"
  } can reply once every ${every}.`;

export const explainPreviewWait = (seconds: number, { kind }: Pick<Viewer, "kind">): string =>
  `Please preview it again in ${formatDuration(seconds)}, or post it without a preview; your text is still here. ${kind === "person" ? "You’ve" : "Your network has"} requested too many previews in a short time.`;

/** To a guest whose reply would have to wait behind more than anybody reads. */
export const QUEUE_FULL =
  "Your reply wasn’t posted, because too many replies by guests are waiting for a moderator. Sign in to reply as a member, or try again tomorrow; your text is still here.";
