// The administration's page of the site's own pages, for each address that answers its forms.

import type { AppLoadContext } from "@remix-run/node";
import { Time } from "~/design/calendar";
import { draftPath } from "~/drafts/draft";
import { listPageDrafts } from "~/drafts/draft.server";
import { MOVES } from "~/pages/navigation";
import { orderOf } from "~/pages/navigation.server";
import { type Moved, NavigationList } from "~/pages/navigation-list";
import { MAX_IN_NAVIGATION } from "~/pages/page.schema";
import { type ListedPage, listPages } from "~/pages/page.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { memberOf } from "../../session/member";
import { ModeratingFrame } from "../moderating-frame";

export async function loadPages(context: AppLoadContext) {
  const member = memberOf(context);
  const pages = await listPages(context.db);
  const [verb, id] = (context.query("done").get("done") ?? "").split("-");
  const done = { id: readRowId(id), move: MOVES.find((move) => move === verb) };
  return {
    pages,
    // The working copy of a page stands with the page.
    drafts: (await listPageDrafts(context.db)).filter(({ page }) => page === null),
    arrangedBy: may(member, "page.arrange") ? member.id : null,
    moved: done.id !== null && done.move ? { id: done.id, move: done.move } : null,
  };
}

type Pages = Awaited<ReturnType<typeof loadPages>>;

export function PageLists({
  pages,
  drafts,
  arrangedBy,
  moved,
  refused,
}: Pages & { refused: { errors: Record<string, string> } | undefined }) {
  const placed = pages.filter(({ position }) => position !== null);
  const others = pages.filter(({ position }) => position === null);
  const list = { arrangedBy, moved, seen: orderOf(placed.map(({ id }) => id)) };
  return (
    <ModeratingFrame
      page="/moderation/pages"
      title="Pages"
      done={refused ? null : describe(moved, pages, placed)}
    >
      {Object.values(refused?.errors ?? {}).map((words) => (
        <div key={words} className="form-refusal" role="alert">
          <p>{words}</p>
        </div>
      ))}
      <p>
        Pages of the site itself, such as About: they have no date, no writer and no responses.{" "}
        <a href="/write?kind=page">Write a page</a>
      </p>
      <section aria-labelledby="navigation">
        <h2 id="navigation">In the navigation</h2>
        {placed.length > 0 ? (
          <>
            <p className="field-hint">At the top of every page, after Tags, Series and Archive.</p>
            <NavigationList pages={placed} isNavigation {...list} />
          </>
        ) : (
          <p>None yet. The navigation has room for {MAX_IN_NAVIGATION} pages.</p>
        )}
      </section>
      {others.length > 0 ? (
        <section aria-labelledby="others">
          <h2 id="others">Other pages</h2>
          <NavigationList pages={others} isNavigation={false} {...list} />
        </section>
      ) : null}
      {drafts.length > 0 ? (
        <section aria-labelledby="drafts">
          <h2 id="drafts">Drafts</h2>
          <ul className="rows">
            {drafts.map(({ id, title, savedAt, savedBy }) => (
              <li key={id}>
                <div>
                  <a href={draftPath(id)} dir="auto">
                    <strong>{title.trim() || "Untitled"}</strong>
                  </a>
                  <p className="field-hint">
                    Saved <Time at={savedAt} style="moment" /> by{" "}
                    <bdi>{savedBy?.name ?? "a former member"}</bdi>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </ModeratingFrame>
  );
}

/** What was done, for the page's status line. */
function describe(moved: Moved | null, pages: ListedPage[], placed: ListedPage[]): string | null {
  const page = pages.find(({ id }) => id === moved?.id);
  if (!page || !moved) return null;
  const place = placed.indexOf(page) + 1;
  if (place === 0) return `“${page.title}” is no longer in the navigation.`;
  return `“${page.title}” is number ${place} of ${placed.length} in the navigation.`;
}
