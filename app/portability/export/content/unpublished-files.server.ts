// What an export with --all adds: what isn't public, in a folder of its own that no import reads, so that none publishes it.

import { readAccountContent } from "~/accounts/account-content.server";
import { readGuestAddresses, readOtherComments } from "~/comments/comment-content.server";
import { readDraftContent } from "~/drafts/draft-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readPostContent } from "~/posts/post-content.server";
import { NOT_PUBLISHED } from "../../content/content-folder.server";
import { formatDate, formatMarkdownFile, formatYaml, textBlock } from "../../content/content-format";
import type { NameComments } from "./comment-links.server";
import type { FolderWriter } from "./content-folder-writer.server";
import { authorOf } from "./conversation-export.server";
import { pageFiles, postFile } from "./noun-files.server";

const README = `This folder is not public. It holds what readers of the site can't see: posts that are scheduled, withdrawn or drafts, pages that
were withdrawn, responses that wait for a moderator or were removed, and e-mail addresses. An import reads none of it. To publish a post
from here, move its file to posts/.

Passwords, passkeys, sessions and secret links are in no export. A backup has everything.
`;

export async function writeUnpublished(
  writer: FolderWriter,
  db: DatabaseClient,
  nameComments: NameComments,
): Promise<void> {
  await writer.write(`${NOT_PUBLISHED}/README.txt`, README);
  for await (const post of readPostContent(db, { others: true })) {
    const { name, text } = await postFile(`${NOT_PUBLISHED}/${post.status}`, post, nameComments);
    await writer.write(name, text);
  }
  for await (const { name, text } of pageFiles(db, { others: true, nameComments }))
    await writer.write(`${NOT_PUBLISHED}/${name}`, text);
  for await (const { id, kind, title, source, details, owner, savedAt } of readDraftContent(db)) {
    const given = Object.entries(details).filter(([, value]) => value !== "");
    const fields = {
      ...{ title, kind, saved: formatDate(savedAt), ...(owner && { "begun by": owner.handle }) },
      ...Object.fromEntries(given),
    };
    await writer.write(`${NOT_PUBLISHED}/writing/${id}.md`, formatMarkdownFile(fields, source));
  }
  await writer.writePieces(`${NOT_PUBLISHED}/responses.yml`, otherResponses(db, nameComments));
  await writer.writePieces(`${NOT_PUBLISHED}/accounts.yml`, accounts(db));
  await writer.writePieces(`${NOT_PUBLISHED}/guests.yml`, guests(db));
}

async function* otherResponses(db: DatabaseClient, nameComments: NameComments): AsyncGenerator<string> {
  for await (const { post, number, parent, status, heldFor, ...comment } of readOtherComments(db))
    yield formatYaml([
      {
        ...{ post: post.slug, ...(number !== null && { number }), ...(parent && { answers: parent.number }) },
        ...{ status, ...(heldFor && { "held for": heldFor }) },
        ...authorOf(comment),
        ...(comment.guestEmail && { email: comment.guestEmail }),
        at: formatDate(comment.createdAt),
        body: textBlock(await nameComments(comment.source)),
      },
    ]);
}

async function* accounts(db: DatabaseClient): AsyncGenerator<string> {
  for await (const { handle, email, role, status, createdAt } of readAccountContent(db))
    yield formatYaml([{ handle, email, role, status, since: formatDate(createdAt) }]);
}

async function* guests(db: DatabaseClient): AsyncGenerator<string> {
  for await (const { post, number, guestName, guestEmail } of readGuestAddresses(db))
    yield formatYaml([{ post: post.slug, number, name: guestName, email: guestEmail }]);
}
