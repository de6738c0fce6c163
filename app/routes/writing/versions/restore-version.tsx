import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { draftPath } from "~/drafts/draft";
import { findDraftOfPost } from "~/drafts/draft.server";
import { type RestoreRefusal, restoreVersion } from "~/flows/versions/restore-version.server";
import { may } from "~/people/policy";
import { findPostOwners } from "~/posts/post-commands.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { getPost } from "../../reading/post-request";
import { getRevision } from "../../reading/versions/version-request";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ConfirmVersionAct } from "./confirm-version-act";

export const handle: PageHandle = { act: "post.edit-draft" };
export const meta: MetaFunction = (args) => passingHead(args, "Restore a version");

/** The version of an address, of a post that the member may edit. */
async function getOwnVersion(
  context: AppLoadContext,
  { slug = "", version = "" }: Record<string, string | undefined>,
) {
  const { db } = context;
  const post = await getPost(db, slug);
  const owners = await findPostOwners(db, post.id);
  if (!owners || !may(memberOf(context), "post.edit-draft", owners)) throw notFound("post of yours");
  const { number } = await getRevision(db, post, version);
  return { as: memberOf(context).id, postId: post.id, slug: post.slug, title: post.title, number };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const version = await getOwnVersion(context, params);
  const draft = await findDraftOfPost(context.db, version.postId);
  return onServer({ ...version, hasChanges: draft?.isChanged ?? false });
}

export async function action({ params, context }: ActionFunctionArgs) {
  const version = await getOwnVersion(context, params);
  const restored = await restoreVersion(context, memberOf(context), version, context.now());
  if (restored.ok) return redirect(draftPath(restored.draftId), 303);
  return data({ errors: { form: explain(restored.reason) } }, 409);
}

function explain(reason: RestoreRefusal["reason"]): string {
  switch (reason) {
    case "draft.submitted":
      return "Changes to this post are handed in. Take them back first, then you can restore a version.";
    case "draft.too-many-copies":
      return "There are too many copies beside this post’s changes. Compare them in the editor and delete some first.";
    case "draft.too-many":
      return "You have very many drafts. Delete some that you no longer need first.";
    default:
      return "This version was removed meanwhile, or you can no longer edit this post.";
  }
}

export default function RestoreVersion() {
  const page = useServerData<typeof loader>();
  return (
    <ConfirmVersionAct
      page={page}
      refused={useActionData<typeof action>()}
      question={`Restore version ${page.number}?`}
      act="restore"
      submit="Restore this version"
    >
      <p>
        The editor shows its title, summary and text again. Readers see them when you update the post.
        {page.hasChanges
          ? " Your changes that aren’t published yet are kept as a copy, which you can compare and use."
          : null}
      </p>
    </ConfirmVersionAct>
  );
}
