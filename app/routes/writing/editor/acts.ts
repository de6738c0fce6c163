// Buttons of the editor that do more than save: each saves the form first, so that nothing typed is lost.

import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import type { Saved } from "~/drafts/saving/draft-saving.server";
import { onServer } from "../../on-server";
import { getDraft, saveForm } from "./editing";
import { readEditor } from "./editor-page";

/** The address of a button has nothing to show: it leads to the editor. */
export async function loadEditor({ params, context }: Pick<ActionFunctionArgs, "params" | "context">) {
  if (params.id === "new") return onServer(await readEditor(context, null));
  return onServer(await readEditor(context, await getDraft(context, params.id)));
}

/** Saves the form, then goes on with `next`, which gets what was typed. A text that was saved as a copy is compared first. */
export async function saveThen(
  { request, params, context }: ActionFunctionArgs,
  next: (
    saved: Saved,
    values: Record<string, string>,
  ) => ReturnType<typeof redirect> | Promise<Response | ReturnType<typeof data>>,
) {
  const { saved, values } = await saveForm({ request, context, id: params.id });
  if (!saved.ok) return data({ values, errors: saved.errors }, saved.status);
  if (saved.copyId !== null) return redirect(`${draftPath(saved.draftId)}?copied=${saved.copyId}`, 303);
  return next(saved, values);
}
