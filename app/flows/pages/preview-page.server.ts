// A draft as its page will stand when it is published, made by the renderer that publishes it. Nothing is stored.

import type { DraftText } from "~/drafts/draft";
import { slugOf } from "~/drafts/publishing/post-input";
import type { Refusal } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import type { StandingPage } from "~/pages/page";
import { PAGE_TEXT } from "~/pages/page-rendering.server";
import { languageSchema } from "~/site/site.schema";

export async function previewPage(
  { render }: { render: RenderMarkdown },
  draft: DraftText,
): Promise<{ ok: true; page: StandingPage } | Refusal> {
  const text = await render(draft.source, PAGE_TEXT);
  if (!text.ok) return text;
  const page = {
    ...{ id: 0, slug: slugOf(draft), title: draft.title.trim() || "Untitled" },
    ...{ html: text.html, excerpt: text.excerpt, isSample: false },
    language: languageSchema.safeParse(draft.details.language.trim()).data ?? null,
  };
  return { ok: true, page };
}
