// "@handle" in a text: where it begins, and where it ends.

/** Handles of a text that are looked up: one query. A text with more is a list, or decorators of a program. */
const MAX_LOOKED_UP = 200;

/** Not within an e-mail address, a path or a name of another site ("@ada@host", "@ada.host", "@scope/package"). A handle may follow Chinese,
 *  Japanese and Korean without a space. */
const MENTION =
  /(?<![\p{N}\p{M}_@./+-]|(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])\p{L})@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?![a-z0-9_@]|-[a-z0-9-]|[./:][a-z0-9])/giu;

/** The mentions in a run of text, each with its handle as it is stored. */
export const mentionsIn = (text: string): { at: number; typed: string; handle: string }[] =>
  text.includes("@")
    ? [...text.matchAll(MENTION)].map(({ 0: typed, 1: handle = "", index: at }) => ({
        ...{ at, typed, handle: handle.toLowerCase() },
      }))
    : [];

/** Handles that a source may mention: some may stand in code or links. */
export const findHandles = (source: string): string[] =>
  [...new Set(mentionsIn(source).map(({ handle }) => handle))].slice(0, MAX_LOOKED_UP);
