// What somebody is on this site, from the least to the most.

export const ROLES = ["reader", "contributor", "author", "editor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** In a sentence: what each may do, beside what the ones before it may. */
export const ROLE_MEANINGS: Record<Role, string> = {
  reader: "can read, and reply under their own name",
  contributor: "can write posts, which an editor publishes",
  author: "can publish their own posts",
  editor: "can edit and publish everyone’s posts, and moderate the conversation",
  administrator: "can manage people and the site settings",
};

export const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** "an author" */
export const withArticle = (role: Role) => `${/^[ae]/.test(role) ? "an" : "a"} ${role}`;
