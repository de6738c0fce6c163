// The answer to the button "Save": the editor again.

import { data, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { saveForm } from "./editing";

/** Saves the editor's form, and answers. */
export async function answerSave(args: Parameters<typeof saveForm>[0]) {
  const { saved, values } = await saveForm(args);
  if (!saved.ok) return data({ values, errors: saved.errors }, saved.status);
  return redirect(draftPath(saved.draftId) + (saved.copyId === null ? "" : `?copied=${saved.copyId}`), 303);
}
