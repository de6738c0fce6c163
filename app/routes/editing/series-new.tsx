import type { LoaderFunctionArgs } from "@remix-run/node";
import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { beginSeries } from "~/flows/edit-series.server";
import { readValues } from "~/platform/http/body/form.server";
import { MAX_TEXT_FORM_BYTES } from "~/platform/http/request/route-rules";
import { SeriesForm, SeriesTextFields } from "~/series/form/series-form";
import { readSeriesForm } from "~/series/form/series-form.schema";
import { seriesPath } from "~/series/series";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { explainSeriesRefusal, seriesLinks } from "./series-refusals";

export const handle: PageHandle = { act: "series.edit", maxBodyBytes: MAX_TEXT_FORM_BYTES };
export const links = seriesLinks;
export const meta: MetaFunction = (args) => passingHead(args, "New series");

export const loader = ({ context }: LoaderFunctionArgs) => ({ as: memberOf(context).id });

export async function action({ request, context }: ActionFunctionArgs) {
  const values = await readValues(request);
  const form = readSeriesForm(values);
  if (!form.ok) return data({ values, errors: form.errors }, 422);
  const begun = await beginSeries(context, form.value, context.now());
  if (begun.ok) return redirect(`${seriesPath(begun.slug)}/edit?done`, 303);
  const { errors, status } = explainSeriesRefusal(begun, form.value);
  return data({ values, errors }, status);
}

export default function NewSeries() {
  const { as } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.errors ?? {};
  return (
    <div className="account">
      <header className="page-head">
        <h1>New series</h1>
      </header>
      <SeriesForm action="/series/new" errors={errors} submit="Create series">
        <As id={as} />
        <SeriesTextFields
          values={refused?.values ?? {}}
          errors={errors}
          slugHint="The end of its web address. Without one, it is made from the title."
        />
      </SeriesForm>
    </div>
  );
}
