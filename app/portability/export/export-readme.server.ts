import { EXPORTS } from "~/inventory.server";

/** Explains the files of an export. */
export const formatReadme = ({ siteName, siteUrl, now }: { siteName: string; siteUrl: string; now: Date }) =>
  `# Your data from ${siteName}

Exported from ${siteUrl} on ${now.toISOString()}. These files hold your posts, your comments and the data that the site has about you.
Your password, your passkeys and the links in e-mails to you aren't here: the site itself can't read them.

${EXPORTS.map(({ readme }) => readme).join("\n")}

Other people's words and e-mail addresses aren't here. To read what you answered, open its address.

To move your posts to another site that runs Longtable, give these files to its administrator: \`longtable import content\` reads
posts/ and people/ as they are. A post with several authors, or one in a series, needs the files of those people or that series as well.
`;
