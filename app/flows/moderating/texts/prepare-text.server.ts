// Texts that a moderator's decision gives a comment are rendered before its transaction, which nobody should wait for.

import type { Rendered, RenderMarkdown } from "~/markdown/rendered";
import { type ReplyTextRefusal, renderArchivedReply } from "../../reply.server";

/** A text that may become a comment's. The transaction uses it only if it is still about this source. */
export interface PreparedText {
  source: string;
  text: ({ ok: true } & Rendered) | ReplyTextRefusal;
}

/** Without the limits of a guest's reply: an imported comment may have more links. */
export const prepareText = async (
  render: RenderMarkdown,
  source: string,
  idPrefix: string,
): Promise<PreparedText> => ({ source, text: await renderArchivedReply(render, source, idPrefix) });
