// How many people a text may call.

/** A response is an answer to some people. Whoever wants to reach more writes a post, which they can follow. */
export const MAX_TOLD_A_TEXT = 5;

/** By one person in a day: ten responses that call five people each. More is a way to disturb strangers. */
export const MAX_TOLD_A_DAY = 50;

/** Letters from which on people of the whole site are suggested: with one, most of them would be. */
export const MIN_MENTION_LETTERS = 2;

/** Suggestions for a member in a minute: one for each letter of twenty names. */
export const SUGGESTIONS_PER_MINUTE = 120;
