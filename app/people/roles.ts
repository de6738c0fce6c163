// What somebody is on this site, from the least to the most.

export const ROLES = ["reader", "contributor", "author", "editor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** In a sentence: what each may do. */
export const ROLE_MEANINGS: Record<Role, string> = {
  reader: "reads, and replies under their own name",
  contributor: "also writes posts, which an editor publishes",
  author: "also publishes their own posts",
  editor: "also publishes and edits everybody’s posts, and moderates the conversation",
  administrator: "also decides about people and about the site itself",
};

export const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
