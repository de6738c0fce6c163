// Who may upload what: files for texts by role, pictures for responses where the site allows them.

import { mayNow } from "~/accounts/present-rights.server";
import { may } from "~/people/policy";
import type { Member, Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { countRows } from "~/platform/database/rows/row-statements.server";
import { allowsPictures, type Site } from "~/site/site.server";

/** What a file is for. In responses, only pictures are taken. */
export type Purpose = "texts" | "responses";

/** Asked in the transaction that keeps a file. */
export const mayUploadNow = async (db: DatabaseClient, member: Member, purpose: Purpose): Promise<boolean> =>
  purpose === "texts"
    ? mayNow(db, member, "media.upload")
    : (await mayNow(db, member, "response.picture")) && (await allowsPictures(db));

/** Whether any file of a viewer is taken. */
export const mayUploadAny = async (db: DatabaseClient, viewer: Viewer): Promise<boolean> =>
  may(viewer, "media.upload") || (may(viewer, "response.picture") && (await allowsPictures(db)));

/** What for, on pages of an upload that don't say it. */
export const purposeOf = (member: Member): Purpose => (may(member, "media.upload") ? "texts" : "responses");

/** Whether a member has a list of uploads: whoever may add to it, or has something in it. */
export const hasMediaList = async (
  db: DatabaseClient,
  member: Member,
  { picturesInResponses }: Pick<Site, "picturesInResponses">,
): Promise<boolean> =>
  may(member, "media.upload") ||
  (picturesInResponses === "yes" && may(member, "response.picture")) ||
  (await countRows(db, "Media", { ownerId: member.id, removedAt: null }, 1)) > 0;
