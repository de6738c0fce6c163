// Nominations: members suggest to the editors that a response become a post.

export const nominationStatus = { open: "open", invited: "invited", dismissed: "dismissed" } as const;
export type NominationStatus = keyof typeof nominationStatus;

/** Of one member. Whoever finds more posts among the responses of a day is a program. */
export const NOMINATIONS_PER_DAY = 20;
/** On the editors' page; further ones follow when these are decided. */
export const NOMINATIONS_LISTED = 50;

export const nominatePath = (commentId: number) => `/comments/${commentId}/nominate`;
