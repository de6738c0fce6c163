import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { editSeries } from "~/flows/edit-series.server";
import { readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { findSeriesToEdit } from "~/series/form/series-editing.server";
import { SeriesForm, SeriesPartFields, SeriesTextFields } from "~/series/form/series-form";
import { readSeriesForm } from "~/series/form/series-form.schema";
import { movePart, toRows, toValues } from "~/series/form/series-rows";
import { seriesPath } from "~/series/series";
import { notFound, notFoundFor } from "../not-found";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { explainSeriesRefusal, seriesLinks } from "./series-refusals";

export const handle: PageHandle = { act: "series.edit", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const links = seriesLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit a series");

/** Also at a former slug: somebody may have changed it while the form was open. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const series = await findSeriesToEdit(context.db, slug);
  if (!series) throw notFound("series", [{ href: "/series", title: "All series" }]);
  const query = context.query("done", "moved");
  return onServer({
    as: memberOf(context).id,
    series,
    done: query.has("done"),
    moved: query.get("moved"),
  });
}

/** Saves the whole form; a button of a part moves that part first. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const form = readSeriesForm(values);
  if (!form.ok) return data({ values, errors: form.errors, version: values.version }, 422);
  const moved = values.move === undefined ? null : movePart(form.value, values.move);
  const edited = await editSeries(context, slug, moved?.form ?? form.value, values.version ?? "");
  if (edited.ok) {
    const way = values.move?.split(":")[0];
    const query = moved ? `?moved=${way}:${moved.row}` : "?done";
    return redirect(`${seriesPath(edited.slug)}/edit${query}`, 303);
  }
  if (edited.reason === "series.not-found") throw notFoundFor("series", values.intro);
  const { errors, status } = explainSeriesRefusal(edited, form.value);
  const version = edited.reason === "series.changed" ? edited.standing.version : values.version;
  return data({ values, errors, version }, status);
}

export default function EditSeries() {
  const { as, series, done, moved } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { text, posts, announced, version } = series;
  const errors = refused?.errors ?? {};
  // Posts may have joined since a refused form was opened, which has no number for them.
  const values = refused
    ? { ...toValues(posts, []), ...refused.values }
    : { ...text, ...toValues(posts, announced) };
  const path = seriesPath(text.slug);
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">Edit a series</p>
        <h1 dir="auto">{text.title}</h1>
        <p>
          <a href={path}>Back to the series</a>
        </p>
      </header>
      {(done || moved) && !refused ? (
        <p className="form-done" role="status">
          {moved ? "Part moved. The series is saved." : "Series saved."}
        </p>
      ) : null}
      <SeriesForm action={`${path}/edit`} errors={errors} submit="Save series">
        <As id={as} />
        <input type="hidden" name="version" value={refused?.version ?? version} />
        <SeriesTextFields
          values={values}
          errors={errors}
          slugHint="The end of its web address. The address before leads to the new one for ever."
        />
        <section aria-labelledby="parts">
          <h2 id="parts">Parts</h2>
          <p className="field-hint">
            A post joins a series in its own editor. Parts stand in the order of their numbers. Readers see an
            announced part, such as “Part 4, in May”, until a post with its number is published. To remove
            one, empty its fields.
          </p>
          <SeriesPartFields rows={toRows(posts, values)} values={values} errors={errors} focus={moved} />
        </section>
      </SeriesForm>
    </div>
  );
}
