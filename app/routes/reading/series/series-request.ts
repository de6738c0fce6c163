import { redirect } from "@remix-run/node";
import type { DatabaseClient } from "~/platform/database/database.server";
import { seriesPath } from "~/series/series";
import { findMovedSeries, findSeries } from "~/series/series.server";
import { notFound } from "../../not-found";

/** The series of an address. A former slug redirects to the same `place` under the present one. Throws 404. */
export async function getSeries(db: DatabaseClient, slug = "", place = "") {
  const series = await findSeries(db, slug);
  const moved = series ? null : await findMovedSeries(db, slug);
  if (moved !== null) throw redirect(seriesPath(moved) + place, 301);
  if (!series) throw notFound("series", [{ href: "/series", title: "All series" }]);
  return series;
}
