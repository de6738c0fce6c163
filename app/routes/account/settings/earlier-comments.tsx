import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getAccount } from "~/accounts/account.server";
import { commentPath } from "~/comments/comment";
import { type GuestComment, listGuestComments } from "~/comments/guests/guest-comments.server";
import { Time } from "~/design/calendar";
import { FormSummary } from "~/design/form/form-summary";
import { NewerOlder } from "~/design/page-links";
import { claimComments } from "~/flows/accounts/claim-comments.server";
import { readPageRequest } from "~/platform/database/paging";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { notFound } from "../../not-found";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { SettingsFrame } from "./settings-frame";

const PATH = "/settings/comments";

export const handle: PageHandle = { act: "account.manage" };

export const meta: MetaFunction = (args) => passingHead(args, "Earlier comments");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  const asked = readPageRequest(context.query("before", "after"));
  const done = context.query("done").get("done") ?? "";
  const { email } = await getAccount(context.db, accountId);
  const page = asked && (await listGuestComments(context.db, email, asked));
  if (!page) throw notFound("page of comments", [{ href: PATH, title: "Earlier comments" }]);
  return { as: id, email, page, done: /^[1-9]\d{0,8}$/.test(done) ? Number(done) : 0 };
}

/** Claims all comments ("which=all") or the ticked ones ("comment-12=on"). */
export async function action({ request, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const values = await readValues(request);
  const ticked = Object.keys(values).flatMap((name) => readRowId(/^comment-(\d+)$/.exec(name)?.[1]) ?? []);
  if (values.which !== "all" && ticked.length === 0) return data({ errors: NOTHING_TICKED }, 422);
  const ids = values.which === "all" ? "all" : ticked.slice(0, MAX_TICKED);
  const count = await claimComments(context, member, ids);
  return redirect(`${PATH}?done=${count}`, 303);
}

const NOTHING_TICKED = { form: "Select the comments that are yours, or choose “Add all comments”." };

/** Many more than a page has checkboxes. */
const MAX_TICKED = 100;

export default function EarlierComments() {
  const { as, email, page, done } = useLoaderData<typeof loader>();
  const errors: Record<string, string> = useActionData<typeof action>()?.errors ?? {};
  const { items } = page;
  return (
    <SettingsFrame
      page="/settings/data"
      title="Earlier comments"
      done={
        done > 0 && !errors.form
          ? done === 1
            ? "1 comment was added to your account."
            : `${done.toLocaleString("en")} comments were added to your account.`
          : null
      }
    >
      {items.length === 0 ? (
        <p>
          There are no {done > 0 ? "more " : ""}guest comments with <strong>{email}</strong>.
        </p>
      ) : (
        <>
          <p>
            These comments were posted as a guest with <strong>{email}</strong>, your e-mail address. Comments
            that you add to your account show your name instead of the guest’s name.
          </p>
          <form className="form" method="post" action={PATH} noValidate>
            <FormSummary errors={errors} />
            <As id={as} />
            <ul className="rows ticks">
              {items.map((comment) => (
                <Row key={comment.id} comment={{ ...comment, createdAt: new Date(comment.createdAt) }} />
              ))}
            </ul>
            <p className="form-buttons">
              <button type="submit">Add selected comments</button>
              <button type="submit" className="quiet" name="which" value="all">
                Add all comments
              </button>
            </p>
          </form>
        </>
      )}
      <NewerOlder path={PATH} {...page} of="comments" />
    </SettingsFrame>
  );
}

const Row = ({
  comment: { id, createdAt, excerpt, guestName, isShown, post },
}: {
  comment: GuestComment;
}) => (
  <li>
    <input
      type="checkbox"
      id={`comment-${id}`}
      name={`comment-${id}`}
      aria-describedby={`comment-${id}-excerpt`}
    />
    <div>
      <label htmlFor={`comment-${id}`}>
        As {guestName}, on ‘{post.title}’
      </label>
      <p className="field-hint" id={`comment-${id}-excerpt`}>
        {isShown ? (
          <a href={commentPath(id)}>
            <Time at={createdAt} style="moment" />
          </a>
        ) : (
          <>
            <Time at={createdAt} style="moment" />, not public
          </>
        )}
        : {excerpt}
      </p>
    </div>
  </li>
);
