import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { secretPath } from "~/comments/comment";
import { whyNotEditable } from "~/comments/editing/editing";
import { findLastEntry } from "~/moderation/log.server";
import { OwnReply } from "~/moderation/own-reply";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { isEdited } from "../outcome";
import { getBySecret, SECRET_HEADERS } from "./by-secret";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** The state of a guest's own comment, for whoever has its secret. */
export async function loader({ request, params: { secret = "" }, context }: LoaderFunctionArgs) {
  const comment = await getBySecret(context, secret);
  const decision = await findLastEntry(context.db, { kind: "comment", id: comment.id });
  const mayEdit = whyNotEditable(comment, context.now()) === null;
  return onServer({ secret, comment, mayEdit, isSaved: isEdited(request, context), decision });
}

export default function OwnBySecret() {
  const { secret, comment, mayEdit, isSaved, decision } = useServerData<typeof loader>();
  return (
    <OwnReply
      comment={comment}
      decision={decision}
      isSaved={isSaved}
      ways={
        <>
          {mayEdit ? (
            <li>
              <a href={`${secretPath(secret)}/edit`}>Edit it</a>
            </li>
          ) : null}
          <li>
            <a href={`${secretPath(secret)}/remove`}>Delete it</a>
          </li>
          <li>
            The address of this page is the key to your reply. Save it to come back, for example as a
            bookmark: it can’t be shown again.
          </li>
        </>
      }
    />
  );
}
