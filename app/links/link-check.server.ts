import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { asColumns, resolveLinks } from "./link.server";

type Target = ReturnType<typeof asColumns>;
const fields = { id: true, href: true, targetPostId: true, targetCommentId: true, targetPingbackId: true };

/** Checks what links lead to against their addresses. */
export async function checkLinks(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const links = await listWithTargets(db, { gt: last });
    for (const { id, stored, found } of links)
      if (isWrong(stored, found))
        inconsistencies.push({
          row: `link ${id}`,
          problem: `leads to ${nameOf(stored)} instead of ${nameOf(found)}`,
          repair: (tx) => resolveAgain(tx, id),
        });
    if (links.length < CHECK_BATCH) return inconsistencies;
    last = links.at(-1)?.id ?? last;
  }
}

async function listWithTargets(db: DatabaseClient, id: { gt: number } | number) {
  const rows = await db.link.findMany({
    where: { id },
    orderBy: { id: "asc" },
    take: CHECK_BATCH,
    select: fields,
  });
  const targetOf = await resolveLinks(db, rows);
  return rows.map(({ id, href, ...stored }) => ({ id, stored, found: asColumns(targetOf(href)) }));
}

/** A post may be written after a link to its address: then the link leads to it from the next time that its text is
 *  stored (docs/decisions/0047). */
function isWrong(stored: Target, found: Target): boolean {
  const isLater =
    stored.targetPostId === null && found.targetCommentId === null && found.targetPingbackId === null;
  return !isLater && nameOf(stored) !== nameOf(found);
}

function nameOf({ targetPostId, targetCommentId, targetPingbackId }: Target): string {
  if (targetCommentId !== null) return `comment ${targetCommentId} on post ${targetPostId}`;
  if (targetPingbackId !== null) return `pingback ${targetPingbackId} on post ${targetPostId}`;
  return targetPostId === null ? "nothing" : `post ${targetPostId}`;
}

async function resolveAgain(tx: Transaction, id: number): Promise<void> {
  const [link] = await listWithTargets(tx.db, id);
  if (link) await tx.db.link.update({ where: { id }, data: link.found });
}
