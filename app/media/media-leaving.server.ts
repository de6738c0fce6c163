// What becomes of a person's uploads when they leave, and their part of an export.

import type { Transaction } from "~/platform/database/database.server";
import type { Exported } from "~/platform/inventory";
import { mediaPath } from "./media";

/** Uploads that a text names stay without an owner, since others may have written it. The rest is deleted; the files follow by the
 *  nightly job. */
export async function leaveMedia(tx: Transaction, personId: number): Promise<void> {
  await tx.db.mediaUse.deleteMany({ where: { personId } });
  await tx.db.media.deleteMany({ where: { ownerId: personId, uses: { none: {} }, removedAt: null } });
  await tx.db.media.updateMany({ where: { ownerId: personId }, data: { ownerId: null, alt: "" } });
}

/** Rows read at once. */
const BATCH = 500;

export const exportMedia: Exported = {
  readme:
    "- media.json: the pictures and documents that you uploaded, with the addresses at which you can save them.",
  async *files({ db, siteUrl }, { personId: ownerId }) {
    const listed: object[] = [];
    for (let after = 0; ; ) {
      const rows = await db.media.findMany({
        where: { ownerId, id: { gt: after } },
        orderBy: { id: "asc" },
        take: BATCH,
      });
      for (const { hash, name, title, alt, decorative, createdAt, removedAt } of rows)
        listed.push({
          address: removedAt ? null : siteUrl + mediaPath({ hash, name }),
          ...{ name, title, alt, decorative, uploadedAt: createdAt, removedAt },
        });
      if (rows.length < BATCH) break;
      after = rows.at(-1)?.id ?? after;
    }
    if (listed.length > 0) yield { name: "media.json", json: listed };
  },
};
