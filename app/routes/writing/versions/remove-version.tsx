import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { removeVersion } from "~/flows/versions/remove-version.server";
import { historyPath, postPath } from "~/posts/post";
import { findPostVersion } from "~/posts/post-commands.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { getPost } from "../../reading/post-request";
import { getRevision } from "../../reading/versions/version-request";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { ConfirmVersionAct } from "./confirm-version-act";

export const handle: PageHandle = { act: "revision.remove" };
export const meta: MetaFunction = (args) => passingHead(args, "Remove a version");

async function getVersion(
  context: AppLoadContext,
  { slug = "", version = "" }: Record<string, string | undefined>,
) {
  const post = await getPost(context.db, slug);
  const { number } = await getRevision(context.db, post, version);
  return { as: memberOf(context).id, postId: post.id, slug: post.slug, title: post.title, number };
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const version = await getVersion(context, params);
  const newest = await findPostVersion(context.db, version.postId);
  return onServer({ ...version, isNewest: version.number === newest });
}

/** Deletes the version's text. */
export async function action({ params, context }: ActionFunctionArgs) {
  const version = await getVersion(context, params);
  const removed = await removeVersion(context, version, context.now());
  if (removed.ok) return redirect(historyPath(version.slug), 303);
  const words =
    removed.reason === "revision.newest"
      ? EXPLAIN_NEWEST
      : "This version no longer exists. Nothing was removed.";
  return data({ errors: { form: words } }, 409);
}

const EXPLAIN_NEWEST =
  "This is the version that readers see. Update the post without the passage first, then remove this version, or withdraw the post.";

export default function RemoveVersion() {
  const page = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <ConfirmVersionAct
      page={page}
      refused={refused}
      question={`Remove version ${page.number}?`}
      act="remove"
      submit={page.isNewest ? null : "Remove version"}
    >
      {page.isNewest ? (
        <>
          <p>{EXPLAIN_NEWEST}</p>
          <p>
            <a href={`/write?post=${page.slug}`}>Edit the post</a>
          </p>
        </>
      ) : (
        <>
          <p>
            Its text is deleted, and its address says that it was removed. You can’t undo this. Backups that
            were made before still have it.
          </p>
          <p>
            Other versions may have the same passage: look at those before and after it, too.{" "}
            <a href={postPath(page.slug)}>Read the post</a>
          </p>
        </>
      )}
    </ConfirmVersionAct>
  );
}
