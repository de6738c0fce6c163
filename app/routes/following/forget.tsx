import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { forgetByLink } from "~/flows/following/link-page.server";
import { findByLink } from "~/following/subscriber.server";
import { maskAddress } from "~/platform/mail/mail-job.server";
import type { PageHandle } from "../page-handle";
import { SECRET_HEADERS } from "../secret-headers";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Delete everything about me");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Says what is deleted, and what isn't, before the button is pressed. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const follower = await findByLink(context.db, context.siteSecret, link);
  if (!follower || follower.isMember) return data({ found: null }, 410);
  return data({ found: { link, address: maskAddress(follower.email) } });
}

export async function action({ params: { link = "" }, context }: ActionFunctionArgs) {
  const done = await forgetByLink(context, link);
  return data({ done }, done ? 200 : 410);
}

export default function Forget() {
  const { found } = useLoaderData<typeof loader>();
  const { done } = useActionData<typeof action>() ?? {};
  if (done)
    return (
      <div className="notice" role="status">
        <h1>Everything is deleted</h1>
        <p>We send nothing more to this address. Replies that you wrote as a guest are still here.</p>
      </div>
    );
  if (!found) return <EndedLink />;
  const { link, address } = found;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Delete everything about me?</h1>
        <p>For {address}. This can’t be undone.</p>
      </header>
      <p>Deleted at once:</p>
      <ul>
        <li>your address, and everything that you follow with it;</li>
        <li>what you were told of, and conversations that you muted;</li>
        <li>what you asked for and haven’t confirmed;</li>
        <li>that a device of yours is remembered as a guest.</li>
      </ul>
      <p>
        Replies that you wrote as a guest stay, with your name, and with your address, which is never shown.
        Delete each by its private link. Without the links, <a href="/join">join</a> with the same address
        first: you can then claim your replies and delete them.
      </p>
      <Form action={`/following/by-link/${link}/forget`} submit="Delete everything about me" danger />
      <p>
        <a href={`/following/by-link/${link}`}>Back to your e-mails</a>
      </p>
    </div>
  );
}
