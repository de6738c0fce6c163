// What an export with --all adds: what isn't public, in a folder of its own that no import reads, so that none publishes it.

import { readAccountContent } from "~/accounts/account-content.server";
import { readGuestAddresses, readOtherComments } from "~/comments/portability/comment-content.server";
import { readDraftContent } from "~/drafts/portability/draft-content.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readPostContent } from "~/posts/portability/post-content.server";
import { NOT_PUBLISHED } from "../../content/content-folder.server";
import { formatDate, formatMarkdownFile, formatYaml, textBlock } from "../../content/content-format";
import type { FolderWriter } from "./content-folder-writer.server";
import { authorOf } from "./conversation-export.server";
import { type FilesToWrite, otherMedia } from "./media-files.server";
import type { MediaNames } from "./media-names.server";
import type { NameLinks } from "./name-links.server";
import { pageFiles, postFile } from "./noun-files.server";

const README = `This folder is not public. It holds what readers of the site can't see: posts that are scheduled, withdrawn or drafts, pages that
were withdrawn, responses that wait for a moderator or were removed, pictures and documents that none of their texts shows, and e-mail
addresses. An import reads none of it. To publish a post from here, move its file to posts/, and its pictures from media/ here to the other
media/.

Passwords, passkeys, sessions and secret links are in no export. A backup has everything.
`;

export async function writeUnpublished(
  writer: FolderWriter,
  { db, media, nameLinks }: { db: DatabaseClient; media: MediaNames; nameLinks: NameLinks },
  files: FilesToWrite,
): Promise<void> {
  await writer.write(`${NOT_PUBLISHED}/README.txt`, README);
  for await (const post of readPostContent(db, { others: true })) {
    const { name, text } = await postFile(`${NOT_PUBLISHED}/${post.status}`, post, nameLinks);
    await writer.write(name, text);
  }
  const pages = `${NOT_PUBLISHED}/pages`;
  for await (const { name, text } of pageFiles(db, { folder: pages, others: true, nameLinks }))
    await writer.write(name, text);
  for await (const { id, kind, title, source, details, owner, savedAt } of readDraftContent(db)) {
    const given = Object.entries(details).filter(([, value]) => value !== "");
    const fields = {
      ...{ title, kind, saved: formatDate(savedAt), ...(owner && { "begun by": owner.handle }) },
      ...Object.fromEntries(given),
    };
    const folder = `${NOT_PUBLISHED}/writing`;
    const text = await nameLinks(source, { folder });
    await writer.write(`${folder}/${id}.md`, formatMarkdownFile(fields, text));
  }
  await writer.writePieces(`${NOT_PUBLISHED}/responses.yml`, otherResponses(db, nameLinks));
  await writer.writePieces(`${NOT_PUBLISHED}/accounts.yml`, accounts(db));
  await writer.writePieces(`${NOT_PUBLISHED}/guests.yml`, guests(db));
  await writer.writePieces(`${NOT_PUBLISHED}/media.yml`, otherMedia(media, files));
}

async function* otherResponses(db: DatabaseClient, nameLinks: NameLinks): AsyncGenerator<string> {
  for await (const { post, number, parent, status, heldFor, ...comment } of readOtherComments(db))
    yield formatYaml([
      {
        ...{ post: post.slug, ...(number !== null && { number }), ...(parent && { answers: parent.number }) },
        ...{ status, ...(heldFor && { "held for": heldFor }) },
        ...authorOf(comment),
        ...(comment.guestEmail && { email: comment.guestEmail }),
        at: formatDate(comment.createdAt),
        body: textBlock(await nameLinks(comment.source, { folder: NOT_PUBLISHED })),
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
