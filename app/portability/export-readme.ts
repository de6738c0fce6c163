/** What the files of somebody's export are. */
export const EXPORT_README = ({ siteName, siteUrl, now }: { siteName: string; siteUrl: string; now: Date }) =>
  `# What is yours at ${siteName}

Taken from ${siteUrl} on ${now.toISOString()}. These are all the things that the site keeps of you and about you. What opens
your account (your password, your passkeys, the links in letters) is not here: the site itself cannot read it.

- account.json: your address, what you may do, where you are signed in, the names of your passkeys, which other sites you
  sign in with, and which links that were sent to you can still be followed.
- profile.json, people/: what stands on your page.
- posts/: what you published, one file a post, each with its fields above its text.
- not-published/: your drafts, and posts that are to come out later.
- comments/: what you wrote under posts, one file a comment, each with its address and the address of what it answers;
  comments.json lists them. Those that you wrote as a guest with your address are here too.

Others' words are not here, nor their addresses: you find what you answered by following its address.

To bring your posts to another site that runs Longtable, give these files to whoever runs it: \`longtable import content\` takes
posts/ and people/ as they are. A post that others wrote too, or that is part of a series, needs their files as well.
`;
