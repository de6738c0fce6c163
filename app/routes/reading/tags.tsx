import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ONE_PAGE } from "~/platform/http/route-rules";
import { readSite } from "~/site/site.server";
import { listTags, TAGS_KEY } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => head(args, "Tags", "/tags");

export async function loader({ context }: LoaderFunctionArgs) {
  context.shows(TAGS_KEY);
  const { language } = await readSite(context.db);
  return onServer({ tags: await listTags(context.db, language) });
}

export default function Tags() {
  const { tags } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>Tags</h1>
      </header>
      <ul className="tag-index">
        {tags.map((tag) => (
          <li key={tag.id}>
            <a href={tagPath(tag.slug)}>{tag.name}</a> <span className="count">{tag.postCount}</span>
          </li>
        ))}
      </ul>
      {tags.length === 0 ? <p>Nothing has been filed yet.</p> : null}
    </>
  );
}
