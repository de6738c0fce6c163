// What a moderator does to the text of a published comment, which keeps its status.

import { ACTIONS, type ModerationAction } from "../actions";

export const TEXT_ACTIONS = ["approve-edit", "refuse-edit", "cut-passage", "remove-version"] as const;

export type TextAction = (typeof TEXT_ACTIONS)[number];

/** Those that take words away, of which the writer's own page tells for good. */
export type TextRemoval = Extract<TextAction, "cut-passage" | "remove-version">;

/** Whatever the log has an entry of. */
export type LoggedAction = ModerationAction | TextAction;
export const LOGGED_ACTIONS: readonly LoggedAction[] = [...ACTIONS, ...TEXT_ACTIONS];

export const isTextAction = (action: string): action is TextAction =>
  (TEXT_ACTIONS as readonly string[]).includes(action);

/** The text of a removed version is gone. */
export const mayUndo = (action: string): boolean => action !== "remove-version";
