import { readBook } from "~/books/contents/read-book.server";
import { upsertSeries } from "~/series/series.server";
import type { openDeps } from "../factories/database";
import { NOW } from "../factories/posts";

type Deps = Awaited<ReturnType<typeof openDeps>>;

export const createSeries = (deps: Deps, intro = "") =>
  upsertSeries(deps, { slug: "rooms", title: "Rooms & <silence>", status: "under way", intro }, NOW);

export async function readSeries(deps: Deps, sourceId: number, withResponses = true) {
  const read = await readBook(deps, { kind: "series", sourceId, withResponses });
  if (!read.ok) throw new Error(read.reason);
  return read.contents;
}
