import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { pageHistoryPath, pagePath } from "~/pages/page";
import { findMovedPage, findPage, isWithdrawnPage, pageKey } from "~/pages/page.server";
import { PageBody } from "~/pages/page-body";
import { may } from "~/people/policy";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { readSite } from "~/site/site.server";
import { notFound, withdrawnPage } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? head(args, data.page.title, pagePath(data.page.slug), data.page.excerpt) : [];
};

/** A standing page of the site. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, viewer, siteUrl, addCacheTags } = context;
  const page = await findPage(db, slug);
  if (!page) {
    const moved = await findMovedPage(db, slug);
    if (moved !== null) throw redirect(pagePath(moved), 301);
    throw (await isWithdrawnPage(db, slug)) ? withdrawnPage() : notFound();
  }
  addCacheTags(pageKey(page.id));
  const source = { siteName: (await readSite(db)).name, url: siteUrl + pagePath(page.slug) };
  return onServer({ page, source, mayEdit: may(viewer, "page.edit") });
}

export default function Page() {
  const { page, source, mayEdit } = useServerData<typeof loader>();
  return (
    <article className="post">
      <PageBody page={page} source={source} />
      {mayEdit || page.isSample ? (
        <footer className="post-foot">
          {mayEdit ? (
            <p className="post-edit">
              <a href={`/write?page=${page.slug}`}>Edit this page</a>{" "}
              <a href={pageHistoryPath(page.slug)}>Versions</a>
            </p>
          ) : null}
          {page.isSample ? (
            <p className="sample-note">
              This page is part of the sample blog. Its people and places are invented.
            </p>
          ) : null}
        </footer>
      ) : null}
    </article>
  );
}
