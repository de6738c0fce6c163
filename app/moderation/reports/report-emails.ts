// The texts of e-mails about reports.

import type { Email } from "~/platform/mail/email";
import { reportStatus } from "./report";

/** To a stranger who reported something, with the link that confirms their address. */
export const confirmReportEmail = (siteName: string, href: string): Email => ({
  subject: `Please confirm your report to ${siteName}`,
  paragraphs: [
    `Somebody, probably you, has reported something at ${siteName} with this address. Confirm it, so that the moderators know that they can answer you.`,
    "If it wasn’t you, ignore this e-mail.",
  ],
  link: { href, words: "Confirm your report" },
});

/** The outcome, to whoever reported. */
export const outcomeEmail = (siteName: string, href: string, status: string): Email => ({
  subject: `The outcome of your report to ${siteName}`,
  paragraphs: [
    status === reportStatus.upheld
      ? `A moderator of ${siteName} has looked at what you reported and has acted on it. Thank you.`
      : `A moderator of ${siteName} has looked at what you reported and decided that it can stay. Thank you for telling us.`,
  ],
  link: { href, words: "View it" },
});
