import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { fillMonths, YEAR_TITLES } from "~/posts/archive/archive.server";
import { listMonths } from "~/posts/archive/post-month.server";
import { MonthTitles, YearLinks } from "~/posts/view/month-titles";
import { yearsOf } from "~/site/calendar";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";
import { showsArchive } from "../shown";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const description = `Posts on ${findSite(args).name} in ${data.year}, by month.`;
  return head(args, `Archive, ${data.year}`, `/archive/${data.year}`, description);
};

export async function loader({ params: { year = "" }, context }: LoaderFunctionArgs) {
  const all = await listMonths(context.db);
  const ofYear = all.filter(({ month }) => month.startsWith(`${year}-`));
  if (ofYear.length === 0) throw notFound("year", [{ href: "/archive", title: "Archive" }]);
  const months = await fillMonths(context.db, ofYear, YEAR_TITLES);
  context.addCacheTags(...showsArchive(months));
  return onServer({ year, years: yearsOf(all), months });
}

export default function Year() {
  const { year, years, months } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          <a href="/archive">Archive</a>
        </p>
        <h1>{year}</h1>
        <YearLinks years={years} year={year} />
      </header>
      {months.map((month) => (
        <MonthTitles key={month.month} {...month} />
      ))}
    </>
  );
}
