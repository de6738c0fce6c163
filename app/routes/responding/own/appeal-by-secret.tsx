import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { secretPath } from "~/comments/comment";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { receiveAppeal } from "./answer-appeal";
import { getBySecret } from "./by-secret";
import { KeepAddress } from "./keep-address";
import { ownLinks } from "./own-links";
import { OwnPage, readOwnPage } from "./own-page";

export const handle: PageHandle = {};
export const links = ownLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");
export const headers: HeadersFunction = () => SECRET_HEADERS;

export async function loader({ request, params: { secret = "" }, context }: LoaderFunctionArgs) {
  const comment = await getBySecret(context, secret);
  return onServer({ secret, ...(await readOwnPage(request, context, comment)) });
}

/** A guest asks for another look at a decision about their comment. */
export async function action(args: ActionFunctionArgs) {
  const { secret = "" } = args.params;
  await getBySecret(args.context, secret);
  const made = await receiveAppeal(args, { secret });
  if (!made.ok) return made.answer;
  return redirect(`${secretPath(secret)}#appeal-title`, { status: 303, headers: SECRET_HEADERS });
}

export default function AppealBySecret() {
  const { secret, ...shown } = useServerData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <OwnPage address={secretPath(secret)} as={null} shown={shown} refused={refused}>
      <KeepAddress />
    </OwnPage>
  );
}
