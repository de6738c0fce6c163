// Nominations: members suggest to the editors that a response become a post.

export const nominationStatus = { open: "open", invited: "invited", dismissed: "dismissed" } as const;
export type NominationStatus = keyof typeof nominationStatus;

/** Of one member. Whoever finds more posts among the responses of a day is a program. */
export const NOMINATIONS_PER_DAY = 20;
/** On the editors' page; further ones follow when these are decided. */
export const NOMINATIONS_LISTED = 50;

/** On the writer's notifications: an invitation that was left for so long isn't repeated, and more at once would hide what is new. */
export const INVITATIONS_SHOWN_DAYS = 30;
export const INVITATIONS_SHOWN = 3;

export const nominatePath = (commentId: number) => `/comments/${commentId}/nominate`;
