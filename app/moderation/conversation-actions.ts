// What is done to the conversation of a post, rather than to a response, and how the logs say it.

export const CONVERSATION_ACTIONS = [
  "close-post",
  "close-to-guests",
  "open-post",
  "lock-branch",
  "unlock-branch",
  "slow-mode",
  "end-slow-mode",
  "keep-open",
  "end-keep-open",
] as const;
export type ConversationAction = (typeof CONVERSATION_ACTIONS)[number];

/** In the log for moderators: after a name, and before the post's title. */
export const CONVERSATION_ACTION_NAMES: Record<ConversationAction, string> = {
  "close-post": "closed to new replies",
  "close-to-guests": "closed to replies by guests",
  "open-post": "opened to replies by everyone",
  "lock-branch": "locked a branch of the conversation on",
  "unlock-branch": "unlocked a branch of the conversation on",
  "slow-mode": "set slow mode for",
  "end-slow-mode": "ended slow mode for",
  "keep-open": "exempted from closing by age:",
  "end-keep-open": "no longer exempts from closing by age:",
};

/** In the public log: of one, and of several. */
export const CONVERSATION_ACTIONS_COUNTED: Record<ConversationAction, [one: string, several: string]> = {
  "close-post": ["1 post was closed to new replies.", "posts were closed to new replies."],
  "close-to-guests": ["1 post was closed to replies by guests.", "posts were closed to replies by guests."],
  "open-post": ["1 post was opened to replies by everyone.", "posts were opened to replies by everyone."],
  "lock-branch": ["1 branch of a conversation was locked.", "branches of conversations were locked."],
  "unlock-branch": ["1 branch of a conversation was unlocked.", "branches of conversations were unlocked."],
  "slow-mode": ["1 conversation was set to slow mode.", "conversations were set to slow mode."],
  "end-slow-mode": ["1 conversation is no longer in slow mode.", "conversations are no longer in slow mode."],
  "keep-open": ["1 post was kept open despite its age.", "posts were kept open despite their age."],
  "end-keep-open": ["1 post closes by its age again.", "posts close by their age again."],
};

export const isConversationAction = (action: string): action is ConversationAction =>
  (CONVERSATION_ACTIONS as readonly string[]).includes(action);
