// The first steps of a new site, in their order.

export const FIRST_STEPS = ["name", "email", "post", "invite", "sample"] as const;
export type FirstStepName = (typeof FIRST_STEPS)[number];

/** What an administrator may answer to: a step, or all of them at once. */
export const ANSWERABLE = [...FIRST_STEPS, "all"] as const;
export type Answerable = (typeof ANSWERABLE)[number];

/** "no-email": this site sends no e-mail. */
export type Answer = "skipped" | "no-email";

export const isAnswerable = (word: string | undefined): word is Answerable =>
  (ANSWERABLE as readonly (string | undefined)[]).includes(word);
