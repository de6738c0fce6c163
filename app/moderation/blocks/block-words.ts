// What blocked people, and moderators, are told about a block.

import type { Email } from "~/platform/mail/email";
import { BLOCK_REASONS, type WriterBlock } from "./block";

const untilOf = (until: string | null) => (until === null ? "" : ` until ${until}`);

/** That somebody can't comment, why, and until when, as paragraphs. `until` is null for good. */
export function explainWriterBlock({ by, reason, words }: WriterBlock, until: string | null): string[] {
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
    ...words.split(/\n+/).filter((line) => line.trim() !== ""),
  ];
}

/** To a reply that has what is blocked. It doesn't say what, since whoever looks for a way past it would try the rest. */
export const CONTENT_REFUSED =
  "Your text or a link in it is blocked on this site, so it wasn’t posted. If you think that this is a mistake, please ask the people who run the site.";

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
  ],
  link: { href: `${siteUrl}/settings`, words: "Your settings" },
});
