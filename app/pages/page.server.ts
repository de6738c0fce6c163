// Reading standing pages.

import type { DatabaseClient } from "~/platform/database/database.server";
import { isPublished, isWithdrawn, type PageStatus, pageStatus } from "~/visibility/status";
import type { StandingPage } from "./page";
import { MAX_PAGES_LISTED, type PageInput } from "./page.schema";

/** Cache tag of a page. */
export const pageKey = (id: number) => `page:${id}`;
/** Cache tag of the list of all pages. */
export const PAGES_KEY = "pages";

const shownFields = {
  ...{ id: true, slug: true, title: true, html: true, excerpt: true, language: true, sample: true },
  status: true,
} as const;

/** The published page of a slug. */
export async function findPage(db: DatabaseClient, slug: string): Promise<StandingPage | null> {
  const row = await db.page.findUnique({ where: { slug }, select: shownFields });
  if (!row || !isPublished(row)) return null;
  const { sample: isSample, status: _, ...page } = row;
  return { ...page, isSample };
}

/** The slug that a page has now, for one that it once had. Null if there is none to be seen. */
export async function findMovedPage(db: DatabaseClient, former: string): Promise<string | null> {
  const row = await db.formerPageSlug.findUnique({
    where: { slug: former },
    select: { page: { select: { slug: true, status: true } } },
  });
  return row && isPublished(row.page) ? row.page.slug : null;
}

/** Whether a slug is, or once was, that of a page which was withdrawn. */
export async function isWithdrawnPage(db: DatabaseClient, slug: string): Promise<boolean> {
  const select = { status: true } as const;
  const page =
    (await db.page.findUnique({ where: { slug }, select })) ??
    (await db.formerPageSlug.findUnique({ where: { slug }, select: { page: { select } } }))?.page;
  return page !== undefined && isWithdrawn(page);
}

/** The page that has this slug, or had it once: either way it is taken. */
export async function findPageIdBySlug(db: DatabaseClient, slug: string): Promise<number | null> {
  const page = await db.page.findUnique({ where: { slug }, select: { id: true } });
  if (page) return page.id;
  const former = await db.formerPageSlug.findUnique({ where: { slug }, select: { pageId: true } });
  return former?.pageId ?? null;
}

const givenFields = {
  ...{ id: true, slug: true, title: true, source: true, language: true, origin: true, sample: true },
  ...{ status: true, version: true, position: true },
} as const;

/** A page as typed, with its state. */
export interface GivenPage {
  id: number;
  status: PageStatus;
  version: number;
  position: number | null;
  input: PageInput;
}

export const findPageById = async (db: DatabaseClient, id: number): Promise<GivenPage | null> =>
  toGiven(await db.page.findUnique({ where: { id }, select: givenFields }));

/** The page of any status that has this slug, or had it once, to be edited. */
export async function findPageToEdit(db: DatabaseClient, slug: string): Promise<GivenPage | null> {
  const id = await findPageIdBySlug(db, slug);
  return id === null ? null : findPageById(db, id);
}

/** Finds a page by the identifier of its import. */
export const findPageByOrigin = async (db: DatabaseClient, origin: string): Promise<GivenPage | null> =>
  toGiven(await db.page.findUnique({ where: { origin }, select: givenFields }));

function toGiven(
  row: {
    id: number;
    slug: string;
    title: string;
    source: string;
    language: string | null;
    origin: string | null;
    sample: boolean;
    status: string;
    version: number;
    position: number | null;
  } | null,
): GivenPage | null {
  if (!row) return null;
  const { id, status, version, position, language, origin, ...rest } = row;
  const input = { ...rest, language: language ?? undefined, origin: origin ?? undefined };
  return { id, status: status as PageStatus, version, position, input };
}

/** All pages, those of the navigation first, in its order; then by title. */
export async function listPages(db: DatabaseClient) {
  const pages = await db.page.findMany({
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: MAX_PAGES_LISTED,
    select: {
      ...{ id: true, slug: true, title: true, status: true, position: true, updatedAt: true },
    },
  });
  const place = ({ position }: { position: number | null }) => position ?? Number.POSITIVE_INFINITY;
  return pages.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
export type ListedPage = Awaited<ReturnType<typeof listPages>>[number];

/** Pages suggested for a link while somebody types. */
const LINKABLE_PAGES = 4;

/** Published pages whose title contains a query, in whatever case, by title. A site has few enough to look through. */
export async function findPagesByTitle(
  db: DatabaseClient,
  query: string,
): Promise<{ slug: string; title: string }[]> {
  const wanted = query.toLocaleLowerCase();
  const pages = await db.page.findMany({
    where: { status: pageStatus.published },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    take: MAX_PAGES_LISTED,
    select: { slug: true, title: true },
  });
  return pages.filter(({ title }) => title.toLocaleLowerCase().includes(wanted)).slice(0, LINKABLE_PAGES);
}
