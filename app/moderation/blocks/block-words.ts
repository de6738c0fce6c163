// What blocked people, and moderators, are told about a block.

import type { Email } from "~/platform/mail/email";
import { BLOCK_REASONS, OWN_BLOCK_PATH, type WriterBlock } from "./block";

const untilOf = (until: string | null) => (until === null ? "" : ` until ${until}`);

/** That somebody can't comment, why, and until when, as paragraphs. `until` is null for good. */
export function explainWriterBlock(
  { by, reason, words }: Pick<WriterBlock, "by" | "reason" | "words">,
  until: string | null,
): string[] {
  const what = `${WHAT[by]}${untilOf(until)}. A moderator has decided this.`;
  return [what, ...explainReason({ reason, words }), ...(by === "network" ? [OTHERS_THERE] : [])];
}

const WHAT: Record<WriterBlock["by"], string> = {
  account: "You can’t comment here",
  address: "Comments with this e-mail address aren’t accepted here",
  network: "Comments by guests from your network aren’t accepted here",
};

const OTHERS_THERE =
  "Somebody else may have caused this, if you share the network, as in a library or at a school. You can sign in and comment as a member.";

function explainReason({ reason, words }: { reason: string; words: string }): string[] {
  const sentence = BLOCK_REASONS[reason as keyof typeof BLOCK_REASONS] ?? "";
  return [
    ...(sentence ? [`The reason: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`] : []),
    ...linesOf(words),
  ];
}

const linesOf = (words: string) => words.split(/\n+/).filter((line) => line.trim() !== "");

/** To a reply that has what is blocked. It doesn't say what, since whoever looks for a way past it would try the rest. */
export const CONTENT_REFUSED =
  "Words or a link in your text are blocked on this site, so it wasn’t posted. Please say it in other words, or leave the link out, and post it again.";

export const blockedEmail = (
  siteName: string,
  siteUrl: string,
  { until, ...why }: { reason: string; words: string; until: string | null },
): Email => ({
  subject: `You can’t comment at ${siteName}${untilOf(until)}`,
  paragraphs: [
    `A moderator at ${siteName} has decided that you can’t comment${until === null ? " any more" : untilOf(until)}.`,
    ...explainReason(why),
    "You can go on reading, change your settings, export your data and delete your account. Your earlier comments stay as they are.",
    "If you think that this is a mistake, you can ask for another look, once.",
  ],
  link: { href: siteUrl + OWN_BLOCK_PATH, words: "Ask for another look" },
});

/** The answer to whoever asked for another look at a block. */
export const blockAppealEmail = (
  siteName: string,
  { isReversed, words, href }: { isReversed: boolean; words: string; href: string | null },
): Email => ({
  subject: isReversed ? `You can comment at ${siteName} again` : `You still can’t comment at ${siteName}`,
  paragraphs: [
    isReversed
      ? `You asked for another look at the block that kept you from commenting at ${siteName}. A moderator has ended it: you can comment again.`
      : `You asked for another look at the block that keeps you from commenting at ${siteName}. A moderator has looked, and the block stays.`,
    ...linesOf(words),
  ],
  ...(href === null ? {} : { link: { href, words: "View the answer" } }),
});
