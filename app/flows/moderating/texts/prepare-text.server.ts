// Texts that a moderator's decision gives a comment are rendered before its transaction, which nobody should wait for.

import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { areSame, findShown, type ShownFor } from "~/media/visibility/pictures-shown.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type ReplyTextRefusal, renderArchivedReply } from "../../responding/reply.server";

/** A text that may become a comment's. The transaction uses it only if it is still about this source and these pictures. */
export interface PreparedText {
  source: string;
  text: ({ ok: true } & Rendered) | ReplyTextRefusal;
  /** The pictures that it shows, and why. */
  shown: string[];
  shownFor: ShownFor;
}

/** Without the limits of a guest's reply: an imported comment may have more links. */
export async function prepareText(
  { db, render }: { db: DatabaseClient; render: RenderMarkdown },
  source: string,
  idPrefix: string,
  shownFor: ShownFor,
): Promise<PreparedText> {
  const shown = await findShown(db, source, shownFor);
  return { source, shown, shownFor, text: await renderArchivedReply(render, source, idPrefix, shown) };
}

/** Whether a text would still show the pictures with which it was rendered. */
export const hasItsPictures = async (
  db: DatabaseClient,
  { source, shown, shownFor }: PreparedText,
): Promise<boolean> => areSame(shown, await findShown(db, source, shownFor));

/** A text that comes back shows its writer's own pictures: they are there as long as the text is. */
export const ownOf = ({ id, personId }: { id: number; personId: number | null }): ShownFor => ({
  commentId: id,
  ownerId: personId,
});
