// Roles, from the lowest to the highest.

export const ROLES = ["reader", "contributor", "author", "editor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** What each role can do today in addition to the roles before it, as the rest of a sentence. */
export const ROLE_MEANINGS: Record<Role, string> = {
  reader: "can read, and reply under their own name",
  contributor: "can write posts and submit them to an editor",
  author: "can publish, edit and withdraw their own posts",
  editor: "can edit, publish and withdraw everyone’s posts and the site’s own pages",
  administrator: "can manage people, invitations and the site settings",
};

export const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** "an author" */
export const withArticle = (role: Role) => `${/^[ae]/.test(role) ? "an" : "a"} ${role}`;
