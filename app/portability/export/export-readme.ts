/** Explains the files of an export. */
export const EXPORT_README = ({ siteName, siteUrl, now }: { siteName: string; siteUrl: string; now: Date }) =>
  `# Your data from ${siteName}

Exported from ${siteUrl} on ${now.toISOString()}. These files hold your posts, your comments and the data that the site has about you.
Your password, your passkeys and the links in e-mails to you aren't here: the site itself can't read them.

- account.json: your e-mail address, your role, the devices on which you are signed in, the names of your passkeys, the other
  sites that you sign in with, and the links e-mailed to you that haven't expired.
- profile.json and people/: your profile.
- posts/: your published posts, one file a post, with its fields above its text.
- not-published/: your drafts and scheduled posts.
- comments/: your comments, one file a comment, with its address and the address of the post or comment that it answers;
  comments.json lists them. Comments that you wrote as a guest with your e-mail address are here too.

Other people's words and e-mail addresses aren't here. To read what you answered, open its address.

To move your posts to another site that runs Longtable, give these files to its administrator: \`longtable import content\` reads
posts/ and people/ as they are. A post with several authors, or one in a series, needs the files of those people or that series as well.
`;
