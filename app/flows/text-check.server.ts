import { isPassing } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import type { Database } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency, staleText } from "~/platform/inconsistency";
import type { Check } from "~/platform/inventory";
import { TEXTS, type Texts } from "./re-render.server";

/** Checks for texts that an older version rendered, one for each kind that the job renders again. */
export const listTextChecks = (render: RenderMarkdown): Check[] =>
  TEXTS.map((texts) => ({
    name: texts.name,
    async find(db, now) {
      const inconsistencies: Inconsistency[] = [];
      for (let last = 0; ; ) {
        const rows = await texts.list(db, RENDER_VERSION, last, CHECK_BATCH);
        for (const row of rows)
          inconsistencies.push(
            staleText(texts.nameOf(row), row.renderVersion, RENDER_VERSION, {
              isAsTyped: await isRefused(render, texts.shownAsTyped(row)),
              repair: (db) => remake(texts, { db, render }, row.id, now),
            }),
          );
        if (rows.length < CHECK_BATCH) return inconsistencies;
        last = rows.at(-1)?.id ?? last;
      }
    },
  }));

/** Whether one of these can't be rendered. A plain text is shown as it was typed, too. */
async function isRefused(render: RenderMarkdown, sources: string[]): Promise<boolean> {
  for (const source of sources) {
    const text = await render(source, { kind: "comment" });
    if (!text.ok && !isPassing(text.reason)) return true;
  }
  return false;
}

/** As the text is by now. */
async function remake(
  texts: Texts,
  deps: { db: Database; render: RenderMarkdown },
  id: number,
  now: Date,
): Promise<void> {
  const [row] = await texts.list(deps.db, RENDER_VERSION, id - 1, 1);
  if (row?.id === id) await texts.remake(deps, row, now);
}
