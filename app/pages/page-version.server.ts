// The versions of a page: each text that was published. Readers see the newest; editors can restore one that was before.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { MAX_VERSIONS_LISTED } from "./page.schema";

interface VersionText {
  title: string;
  source: string;
}

/** Keeps the text that a page has now, unless the last version has it already. */
export async function addVersion(
  tx: Transaction,
  pageId: number,
  { title, source }: VersionText,
  personId: number | null,
  now: Date,
): Promise<void> {
  const last = await tx.db.pageVersion.findFirst({ where: { pageId }, orderBy: { number: "desc" } });
  if (last && last.title === title && last.source === source) return;
  const number = (last?.number ?? 0) + 1;
  await tx.db.pageVersion.create({
    data: { pageId, number, personId, title, source, createdAt: now },
    select: { id: true },
  });
  await tx.db.page.update({ where: { id: pageId }, data: { version: number }, select: { id: true } });
}

/** Whether somebody on the site has published a version of a page. */
export const hasVersionByPerson = async (db: DatabaseClient, pageId: number): Promise<boolean> =>
  (await db.pageVersion.findFirst({ where: { pageId, personId: { not: null } }, select: { id: true } })) !==
  null;

export const findVersion = (db: DatabaseClient, pageId: number, number: number) =>
  db.pageVersion.findUnique({ where: { pageId_number: { pageId, number } } });

/** The versions of a page without their texts, newest first. */
export const listVersions = (db: DatabaseClient, pageId: number) =>
  db.pageVersion.findMany({
    where: { pageId },
    orderBy: { number: "desc" },
    take: MAX_VERSIONS_LISTED,
    select: {
      ...{ number: true, title: true, createdAt: true },
      person: { select: { id: true, handle: true, name: true, status: true } },
    },
  });

/** Takes a person's name off the versions that they published, when they delete their account. */
export async function leavePageVersions(tx: Transaction, personId: number): Promise<void> {
  await tx.db.pageVersion.updateMany({ where: { personId }, data: { personId: null } });
}
