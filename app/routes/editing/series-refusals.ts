import type { LinksFunction } from "@remix-run/node";
import type { EditSeriesResult } from "~/flows/edit-series.server";
import { explainRefusal, statusOfRefusal } from "~/markdown/limits";
import type { EditedSeries } from "~/series/form/series-editing.server";
import styles from "~/series/form/series-form.css?url";
import { explainTwice, partField, type SeriesForm } from "~/series/form/series-form.schema";
import { formatAnnounced } from "~/series/series";
import { explainCurrent } from "../current-value";

export const seriesLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

/** The errors of a refused form by its fields, and the status of the answer. */
export function explainSeriesRefusal(
  refusal: Exclude<EditSeriesResult, { ok: true }>,
  typed: SeriesForm,
): { errors: Record<string, string>; status: number } {
  switch (refusal.reason) {
    case "series.slug-taken":
      return {
        status: 422,
        errors: { slug: "Another series has or had this address. Choose a different one." },
      };
    case "series.part-taken":
      return { status: 422, errors: { [refusal.field]: explainTwice(refusal.part) } };
    case "series.changed":
      return { status: 409, errors: explainDifferences(typed, refusal.standing) };
    case "series.not-found":
      return { status: 404, errors: { form: "This series no longer exists. Copy your text." } };
    default:
      return { status: statusOfRefusal(refusal.reason), errors: { intro: explainRefusal(refusal.reason) } };
  }
}

/** What somebody else has stored meanwhile, beside the fields in which it differs. */
function explainDifferences({ text, parts, announced }: SeriesForm, standing: EditedSeries) {
  const errors: Record<string, string> = {};
  for (const name of ["title", "slug", "intro", "status"] as const)
    if (text[name] !== standing.text[name]) errors[name] = explainCurrent(standing.text[name]);
  for (const { id, part } of standing.posts)
    if (parts.has(id) && parts.get(id) !== part) errors[partField(id)] = explainCurrent(String(part));
  const theirs = standing.announced.map((one) => `${one.part}: ${formatAnnounced(one)}`);
  const own = announced.map((one) => `${one.part}: ${formatAnnounced(one)}`);
  const isOther = theirs.toSorted().join() !== own.toSorted().join();
  return {
    form: [
      "Your changes weren’t saved: somebody else changed this series in the meantime.",
      "Their values are shown beside the fields that differ. To replace them with yours, save again.",
      isOther && `Their announced parts: ${theirs.join("; ") || "none"}.`,
    ]
      .filter(Boolean)
      .join(" "),
    ...errors,
  };
}
