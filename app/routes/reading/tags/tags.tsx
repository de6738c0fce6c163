import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { POSTS_KEY } from "~/posts/post.server";
import { readSite } from "~/site/site.server";
import { listNewestTitles, listTags, TAGS_KEY } from "~/tags/tag.server";
import { TagIndex, TagTitles } from "~/tags/tag-index";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(args, "Tags", "/tags", `What posts on ${findSite(args).name} are about, by tag.`);

export async function loader({ context }: LoaderFunctionArgs) {
  context.addCacheTags(TAGS_KEY, POSTS_KEY);
  const { language } = await readSite(context.db);
  const tags = await listTags(context.db, language);
  return onServer({ tags, titles: await listNewestTitles(context.db, tags) });
}

export default function Tags() {
  const { tags, titles } = useServerData<typeof loader>();
  const withTitles = tags.filter(({ id }) => titles.has(id));
  const isAll = withTitles.length === tags.length;
  return (
    <>
      <header className="page-head">
        <h1>Tags</h1>
        {isAll ? null : (
          <p>
            <a href="#all">All {tags.length.toLocaleString("en")} tags from A to Z</a>
          </p>
        )}
      </header>
      <TagTitles tags={withTitles} titles={titles} />
      {isAll ? null : (
        <section className="month" aria-labelledby="all">
          <h2 id="all" className="section-title">
            All tags
          </h2>
          <TagIndex tags={tags} />
        </section>
      )}
      {tags.length === 0 ? <p>No tags yet.</p> : null}
    </>
  );
}
