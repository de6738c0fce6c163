// Which pages the site's navigation has, in which order. Every page of the site shows it, so a change invalidates them all.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { SITE_KEY } from "~/site/site.server";
import { pageStatus } from "~/visibility/status";
import { type Move, reorder, shortTitle } from "./navigation";
import { pagePath } from "./page";
import { MAX_IN_NAVIGATION } from "./page.schema";

const inNavigation = { position: { not: null }, status: pageStatus.published } as const;

const listPlaced = (db: DatabaseClient) =>
  db.page.findMany({
    where: inNavigation,
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: MAX_IN_NAVIGATION,
    select: { id: true, slug: true, title: true, language: true },
  });

/** The links of the navigation, from memory: every page of the site has them. */
export const keepNavigation = async ({ db, parts }: { db: DatabaseClient; parts: KeptParts }) =>
  (await parts.find("navigation", async () => ({ value: await listNavigation(db), tags: [SITE_KEY] }))).value;

const listNavigation = async (db: DatabaseClient) =>
  (await listPlaced(db)).map(({ slug, title, language }) => ({
    ...{ href: pagePath(slug), name: shortTitle(title), language },
  }));

export type MoveRefusal = {
  ok: false;
  reason: "page.not-found" | "navigation.changed" | "navigation.full";
};

/** Moves a page in the navigation, or into it or out of it. `seen` is the order that the form showed, as orderOf() writes it: with another
 *  one, the move would do something else than was meant. */
export async function movePage(
  tx: Transaction,
  id: number,
  move: Move,
  seen: string,
): Promise<{ ok: true } | MoveRefusal> {
  const page = await tx.db.page.findUnique({ where: { id }, select: { status: true } });
  if (page?.status !== pageStatus.published) return { ok: false, reason: "page.not-found" };
  const order = (await listPlaced(tx.db)).map((placed) => placed.id);
  if (orderOf(order) !== seen) return { ok: false, reason: "navigation.changed" };
  const moved = reorder(order, id, move);
  if (!moved) return { ok: false, reason: "navigation.changed" };
  if (moved.length > MAX_IN_NAVIGATION) return { ok: false, reason: "navigation.full" };
  await place(tx, moved);
  if (move === "remove") await unplace(tx, id);
  tx.invalidate(SITE_KEY);
  return { ok: true };
}

/** The order of the navigation, for a form. */
export const orderOf = (ids: readonly number[]): string => ids.join(" ");

/** Adds a page at the end, if there is room. */
export async function putIn(tx: Transaction, id: number): Promise<void> {
  const order = (await listPlaced(tx.db)).map((placed) => placed.id);
  const moved = reorder(order, id, "add");
  if (!moved || moved.length > MAX_IN_NAVIGATION) return;
  await place(tx, moved);
  tx.invalidate(SITE_KEY);
}

/** Takes a page out of the navigation, if it is there. */
export async function takeOut(tx: Transaction, id: number): Promise<void> {
  const order = (await listPlaced(tx.db)).map((placed) => placed.id);
  const left = reorder(order, id, "remove");
  if (!left) return;
  await unplace(tx, id);
  await place(tx, left);
  tx.invalidate(SITE_KEY);
}

const unplace = (tx: Transaction, id: number) =>
  tx.db.page.update({ where: { id }, data: { position: null }, select: { id: true } });

async function place(tx: Transaction, order: readonly number[]): Promise<void> {
  for (const [index, id] of order.entries())
    await tx.db.page.update({ where: { id }, data: { position: index + 1 }, select: { id: true } });
}
