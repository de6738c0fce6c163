import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { putIn } from "~/pages/navigation.server";
import type { PageInput } from "~/pages/page.schema";
import { savePage } from "~/pages/page-commands.server";
import { PAGE_TEXT } from "~/pages/page-rendering.server";
import { NOW } from "./posts";

/** Publishes a page, in the navigation if so wished, or gives the page `id` another text. Returns its id; throws if it is refused. */
export async function createPage(
  { db, render }: PublishingDeps,
  { title = "About", slug = "about", source = "Who we are.", ...rest }: Partial<PageInput> = {},
  { id = null, isInNavigation = false }: { id?: number | null; isInNavigation?: boolean } = {},
): Promise<number> {
  const text = await render(source, PAGE_TEXT);
  if (!text.ok) throw new Error(`not rendered: ${text.reason}`);
  return db.write(async (tx) => {
    const saved = await savePage(tx, id, { title, slug, source, ...rest }, text, null, NOW);
    if (!saved.ok) throw new Error(`not published: ${saved.reason} ${saved.what}`);
    if (isInNavigation) await putIn(tx, saved.pageId);
    return saved.pageId;
  });
}
