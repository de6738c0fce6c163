import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Time, useMonthName } from "~/design/calendar";
import { findEntriesAround, LOG_KEY, listPublicEntries, MONTH_ENTRIES } from "~/moderation/log/log.server";
import { countByDay, MONTH_PATTERN, monthRange } from "~/moderation/log/public-log";
import { monthOf } from "~/site/calendar";
import { readSite, SITE_KEY } from "~/site/site.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { PublicDay } from "./public-day";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["month"] } };
export const meta: MetaFunction<typeof loader> = (args) => passingHead(args, "Moderation log");

/** What moderators did in a month, for everyone: what and why, never who or to whom. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db } = context;
  const { timeZone } = await readSite(db);
  const current = monthOf(context.now(), timeZone);
  const month = context.query("month").get("month") ?? current;
  const lost = () => notFound("month of the log", [{ href: "/moderation/log", title: "Moderation log" }]);
  if (!MONTH_PATTERN.test(month) || month > current) throw lost();
  const { from, to } = monthRange(month, timeZone);
  const entries = await listPublicEntries(db, from, to);
  if (entries.length === 0 && month !== current) throw lost();
  const { before, after } = await findEntriesAround(db, from, to);
  context.addCacheTags(LOG_KEY, SITE_KEY);
  return onServer({
    month,
    days: countByDay(entries, timeZone),
    isCut: entries.length === MONTH_ENTRIES,
    earlier: before && monthOf(before, timeZone),
    later: after && monthOf(after, timeZone),
  });
}

export default function PublicLog() {
  const { month, days, isCut, earlier, later } = useServerData<typeof loader>();
  const name = useMonthName();
  return (
    <>
      <header className="page-head">
        <p className="kicker">{name(month)}</p>
        <h1>Moderation log</h1>
        <p>What moderators did here, and why. It doesn’t say who did it, or to whom.</p>
      </header>
      {days.length === 0 ? <p>Nothing this month.</p> : null}
      {days.map((day) => (
        <section key={day.day} aria-labelledby={`day-${day.day}`}>
          <h2 id={`day-${day.day}`}>
            <Time at={day.at} />
          </h2>
          <PublicDay day={day} />
        </section>
      ))}
      {isCut ? <p>Only the last {MONTH_ENTRIES} entries of this month are shown.</p> : null}
      <nav className="newer-older" aria-label="Other months">
        {later ? <a href={`/moderation/log?month=${later}`}>{name(later)}</a> : <span />}
        {earlier ? <a href={`/moderation/log?month=${earlier}`}>{name(earlier)}</a> : <span />}
      </nav>
    </>
  );
}
