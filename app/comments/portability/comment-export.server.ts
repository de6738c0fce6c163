// A person's comments, for their own export. Of other people it has only the addresses of what was replied to.

import { CHECK_BATCH } from "~/platform/inconsistency";
import type { Exported } from "~/platform/inventory";
import { postPath } from "~/posts/post";
import { isApproved } from "~/visibility/status";
import { commentPath } from "../comment";
import { listOwnComments } from "./own-comments.server";

export const exportComments: Exported = {
  readme: `- comments/: your comments, one file a comment, with its address and the address of the post or comment that it answers;
  comments.json lists them. Texts before an edit that is marked "edited" have files of their own, and so have an edit that waits for a moderator or was refused, and the text before a moderator removed a passage. Comments that you wrote as a guest with your e-mail address are here too.`,
  async *files({ db, siteUrl }, { personId, email }) {
    const list: object[] = [];
    for (let after = 0; ; ) {
      const rows = await listOwnComments(db, { personId, email }, after, CHECK_BATCH);
      for (const { id, source, post, parentId, number, status, createdAt, ...row } of rows) {
        const name = `comments/${id}.md`;
        const fields = {
          address: siteUrl + commentPath(id),
          post: siteUrl + postPath(post.slug),
          answers: siteUrl + (parentId === null ? postPath(post.slug) : commentPath(parentId)),
          ...{ number, status, at: createdAt.toISOString() },
          ...(row.editedAt && { edited: row.editedAt.toISOString() }),
          ...(row.personId === null && { "as a guest": { name: row.guestName, site: row.guestSite } }),
        };
        list.push({ file: name, ...fields });
        yield { name, fields, text: source };
        for (const version of row.versions)
          yield {
            name: `comments/${id}-version-${version.number}.md`,
            fields: { address: fields.address, version: version.number, at: version.createdAt.toISOString() },
            text: version.source,
          };
        for (const cut of row.cutTexts)
          yield {
            name: `comments/${id}-before-cut-${cut.id}.md`,
            fields: { address: fields.address, cut: cut.createdAt.toISOString() },
            text: cut.source,
          };
        // Once it is approved, its text is the comment's.
        if (row.heldEdit && !isApproved(row.heldEdit))
          yield {
            name: `comments/${id}-edit.md`,
            fields: {
              ...{ address: fields.address, status: row.heldEdit.status },
              at: row.heldEdit.createdAt.toISOString(),
            },
            text: row.heldEdit.source,
          };
      }
      if (rows.length < CHECK_BATCH) break;
      after = rows.at(-1)?.id ?? 0;
    }
    yield { name: "comments.json", json: list };
  },
};
