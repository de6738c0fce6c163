// What moderators did to a person's comments, and what the person did as a moderator, for their own export.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import type { Exported } from "~/platform/inventory";
import { listOwnAppeals } from "./appeals/appeal.server";
import { listOwnBlockAppeals } from "./appeals/block-appeal.server";
import { listBlocksOf } from "./blocks/block.server";
import { listOwnReports } from "./reports/report.server";
import { listOwnSecondLooks } from "./second-look/second-look.server";

export const exportModeration: Exported = {
  readme:
    "- moderation.json: what moderators did to your comments, without their names, your appeals, what you did as a moderator, what you reported, and blocks of you or by you.",
  async *files({ db }, { personId, email }) {
    const own = { comment: { OR: [{ personId }, { guestEmail: email }] } };
    const toYours = await list(db, own);
    const byYou = await list(db, { personId });
    const appeals = await listOwnAppeals(db, personId, email);
    const blockAppeals = await listOwnBlockAppeals(db, personId);
    const secondLooks = await listOwnSecondLooks(db, personId);
    const reports = await listOwnReports(db, personId);
    const blocks = await listBlocksOf(db, personId);
    const all = { toYours, appeals, blockAppeals, byYou, secondLooks, reports };
    const lists = [...Object.values(all), blocks.ofYours, blocks.byYou];
    if (lists.some(({ length }) => length > 0)) yield { name: "moderation.json", json: { ...all, blocks } };
  },
};

async function list(db: DatabaseClient, where: Prisma.ModerationEntryWhereInput) {
  const listed: object[] = [];
  for (let after = 0; ; ) {
    const rows = await db.moderationEntry.findMany({
      where: { AND: where, id: { gt: after } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: {
        ...{ id: true, action: true, reason: true, words: true, createdAt: true, undoneAt: true },
        ...{ commentId: true, pingbackId: true, postId: true },
      },
    });
    listed.push(...rows.map(({ id: _, ...row }) => row));
    if (rows.length < CHECK_BATCH) return listed;
    after = rows.at(-1)?.id ?? 0;
  }
}
