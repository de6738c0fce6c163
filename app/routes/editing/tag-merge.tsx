import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { mergeTag } from "~/flows/merge-tag.server";
import { parseForm } from "~/platform/http/body/form.server";
import { mergeForm } from "~/tags/tag.schema";
import { tagPath } from "~/tags/tag-list";
import { useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { passingHead } from "../titles";
import { loadTag, noTag } from "./tag-loader";

export const handle: PageHandle = { act: "tag.edit" };
export const meta: MetaFunction = (args) => passingHead(args, "Merge a tag");

export const loader = loadTag;

export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const form = await parseForm(request, mergeForm);
  const { values } = form;
  const refuse = (into: string) => data({ values, errors: { into } }, 422);
  if (!form.ok) return data({ values, errors: form.errors }, 422);
  const merged = await mergeTag(context.db, slug, form.value.into);
  if (merged.ok) return redirect(encodeURI(`${tagPath(merged.slug)}/edit?done`), 303);
  switch (merged.reason) {
    case "tag.not-found":
      throw noTag();
    case "tag.other-not-found":
      return refuse("There is no tag with this name. Check its spelling in the list of all tags.");
    case "tag.same":
      return refuse("This is the tag itself. Enter the name of another.");
  }
}

export default function MergeTag() {
  const { as, tag, similar } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors: Record<string, string> = refused?.errors ?? {};
  const path = tagPath(tag.slug);
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">Merge a tag</p>
        <h1>
          Merge “<bdi>{tag.name}</bdi>” into another tag?
        </h1>
        <p>
          {tag.postCount === 1 ? "1 published post is" : `${tag.postCount} published posts are`} filed under
          it. All its posts will be filed under the other tag, its address will lead there, and this tag will
          no longer exist. You can’t undo this.
        </p>
      </header>
      <Form action={`${path}/merge`} errors={errors} submit="Merge tag" danger>
        <As id={as} />
        <Field
          name="into"
          label="Tag to keep"
          hint="Its name, as it stands in the list of all tags."
          value={refused?.values.into ?? similar[0]?.name ?? ""}
          error={errors.into}
          required
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={`${path}/edit`}>Cancel</a>
        </li>
        <li>
          <a href="/tags">All tags</a>
        </li>
      </ul>
    </div>
  );
}
