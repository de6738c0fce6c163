import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { secretPath } from "~/comments/comment";
import { DeleteCommentPage } from "~/comments/delete-comment-page";
import { deleteGuestComment } from "~/flows/responding/delete-comment.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { redirectToOutcome } from "../outcome";
import { getBySecret } from "./by-secret";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Delete your comment");
export const headers: HeadersFunction = () => SECRET_HEADERS;

export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  return onServer({ secret, comment: await getBySecret(context, secret) });
}

/** Deletes a guest's comment for whoever has its secret. */
export async function action({ params: { secret = "" }, context }: ActionFunctionArgs) {
  const { id, post } = await getBySecret(context, secret);
  await deleteGuestComment(context, { id, secret }, context.now());
  const outcome = { act: "deleted", commentId: id } as const;
  const answer = redirectToOutcome(`/replies/deleted?post=${post.slug}`, outcome, context.siteUrl);
  for (const [name, value] of Object.entries(SECRET_HEADERS)) answer.headers.set(name, value);
  return answer;
}

export default function RemoveBySecret() {
  const { secret, comment } = useServerData<typeof loader>();
  return (
    <DeleteCommentPage
      kicker={
        <>
          Your reply to ‘<bdi lang={comment.post.language ?? undefined}>{comment.post.title}</bdi>’
        </>
      }
      html={comment.html}
      path={secretPath(secret)}
    />
  );
}
