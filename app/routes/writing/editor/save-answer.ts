// The answer to the buttons "Save" and "Preview".

import { data, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { saveForm } from "./editing";

/** Saves the editor's form, and answers with the editor again; with `?then=preview`, with the preview. */
export async function answerSave(args: Parameters<typeof saveForm>[0]) {
  const { saved, values } = await saveForm(args);
  if (!saved.ok) return data({ values, errors: saved.errors }, saved.status);
  const path = draftPath(saved.draftId);
  if (saved.copyId !== null) return redirect(`${path}?copied=${saved.copyId}`, 303);
  return redirect(args.context.query("then").get("then") === "preview" ? `${path}/preview` : path, 303);
}
