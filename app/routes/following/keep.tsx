import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { resume } from "~/following/emails/pause.server";
import { findByLink } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import type { PageHandle } from "../page-handle";
import { SECRET_HEADERS } from "../secret-headers";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";

export const handle: PageHandle = {};
export const headers: HeadersFunction = () => SECRET_HEADERS;
export const meta: MetaFunction = (args) => passingHead(args, "Keep e-mails");

/** Opening the page changes nothing: programs open the links of e-mails too. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const subscriber = await findByLink(context.db, context.siteSecret, link);
  if (!subscriber) return data({ found: null }, 410);
  const followed = await listFollowed(context.db, subscriber.id);
  return data({ found: { link, followed: followed.filter(({ delivery }) => delivery !== "site") } });
}

/** Goes on with what somebody follows, also after a pause. */
export async function action({ params: { link = "" }, context }: ActionFunctionArgs) {
  const done = await context.db.write(async (tx) => {
    const subscriber = await findByLink(tx.db, context.siteSecret, link);
    if (subscriber) await resume(tx, subscriber.id, context.now());
    return subscriber !== null;
  });
  return data({ done }, done ? 200 : 410);
}

export default function Keep() {
  const { found } = useLoaderData<typeof loader>();
  const { done } = useActionData<typeof action>() ?? {};
  if (!found) return <EndedLink />;
  const managePath = `/following/by-link/${found.link}`;
  if (done)
    return (
      <div className="notice" role="status">
        <h1>Thank you</h1>
        <p>
          Your e-mails go on. <a href={managePath}>Everything that you get</a>
        </p>
      </div>
    );
  return (
    <div className="account">
      <header className="page-head">
        <h1>Keep these e-mails?</h1>
      </header>
      {found.followed.length === 0 ? <p>You follow nothing by e-mail.</p> : null}
      <ul className="rows">
        {found.followed.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name || "New posts"}</bdi>
          </li>
        ))}
      </ul>
      <Form action={`${managePath}/keep`} submit="Keep these e-mails" />
      <p>
        <a href={managePath}>Change or stop them</a>
      </p>
    </div>
  );
}
