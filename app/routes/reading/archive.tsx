import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useMonthName } from "~/design/calendar";
import { ONE_PAGE } from "~/platform/http/route-rules";
import { listMonths, MONTHS_KEY } from "~/posts/post-month.server";
import { archivePath } from "~/site/calendar";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => head(args, "Archive", "/archive");

export async function loader({ context }: LoaderFunctionArgs) {
  context.shows(MONTHS_KEY);
  return onServer({ months: await listMonths(context.db) });
}

export default function Archive() {
  const { months } = useServerData<typeof loader>();
  const name = useMonthName();
  return (
    <>
      <header className="page-head">
        <h1>Archive</h1>
      </header>
      <ul className="tag-index">
        {months.map(({ month, postCount }) => (
          <li key={month}>
            <a href={archivePath(month)}>{name(month)}</a> <span className="count">{postCount}</span>
          </li>
        ))}
      </ul>
      {months.length === 0 ? <p>Nothing has been published here yet.</p> : null}
    </>
  );
}
