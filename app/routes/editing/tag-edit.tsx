import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { parseForm } from "~/platform/http/body/form.server";
import { tagForm } from "~/tags/tag.schema";
import { type EditTagResult, editTag } from "~/tags/tag-editing.server";
import { tagPath } from "~/tags/tag-list";
import { explainCurrent } from "../current-value";
import { notFoundFor } from "../not-found";
import { useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { passingHead } from "../titles";
import { loadTag } from "./tag-loader";

export const handle: PageHandle = { act: "tag.edit" };
export const meta: MetaFunction = (args) => passingHead(args, "Edit a tag");

export const loader = loadTag;

export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const form = await parseForm(request, tagForm);
  const { values } = form;
  if (!form.ok) return data({ values, errors: form.errors, version: values.version }, 422);
  const edited = await editTag(context.db, slug, form.value, values.version ?? "");
  if (edited.ok) return redirect(encodeURI(`${tagPath(edited.slug)}/edit?done`), 303);
  if (edited.reason === "tag.not-found") throw notFoundFor("tag", values.description);
  const version = edited.reason === "tag.changed" ? edited.standing.version : values.version;
  const status = edited.reason === "tag.changed" ? 409 : 422;
  return data({ values, errors: explain(edited, form.value), version }, status);
}

function explain(
  refusal: Exclude<EditTagResult, { ok: true } | { reason: "tag.not-found" }>,
  typed: { name: string; description: string },
): Record<string, string> {
  if (refusal.reason === "tag.exists")
    return {
      name: `There is already a tag “${refusal.other.name}”. To make one of the two, merge this tag into it.`,
    };
  const { standing } = refusal;
  return {
    form: "Your changes weren’t saved: somebody else changed this tag in the meantime. To replace their values with yours, save again.",
    ...(typed.name !== standing.name && { name: explainCurrent(standing.name) }),
    ...(typed.description !== standing.description && { description: explainCurrent(standing.description) }),
  };
}

export default function EditTag() {
  const { as, tag, similar, done } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  const values: Record<string, string> = refused?.values ?? { name: tag.name, description: tag.description };
  const errors: Record<string, string> = refused?.errors ?? {};
  const path = tagPath(tag.slug);
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">Edit a tag</p>
        <h1 dir="auto">{tag.name}</h1>
        {tag.postCount > 0 ? (
          <p>
            <a href={path}>Back to its posts</a>
          </p>
        ) : null}
      </header>
      {done && !refused ? (
        <p className="form-done" role="status">
          Tag saved.
        </p>
      ) : null}
      {similar.length > 0 ? (
        <p className="form-warning">
          Other tags differ from this one only by case, accent or hyphen:{" "}
          {similar.map(({ name }) => `“${name}”`).join(", ")}. You can{" "}
          <a href={`${path}/merge`}>merge this tag</a> into one of them.
        </p>
      ) : null}
      <Form action={`${path}/edit`} errors={errors} submit="Save tag">
        <As id={as} />
        <input type="hidden" name="version" value={refused?.version ?? tag.version} />
        <Field
          name="name"
          label="Name"
          hint="With another name, the tag gets another address. The former one leads to it for ever."
          value={values.name}
          error={errors.name}
          required
        />
        <Field
          name="description"
          label="Description"
          hint="What is filed here, shown at the top of its page and by search engines."
          value={values.description}
          error={errors.description}
          lines={3}
        />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={`${path}/merge`}>Merge this tag into another</a>
        </li>
      </ul>
    </div>
  );
}
