import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { secretPath } from "~/comments/comment";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";
import { getBySecret } from "./by-secret";
import { readGuestState } from "./guest-state";
import { GuestWays } from "./guest-ways";
import { KeepAddress } from "./keep-address";
import { ownLinks } from "./own-links";
import { OwnPage, readOwnPage } from "./own-page";

export const handle: PageHandle = {};
export const links = ownLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Your reply");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** The state of a guest's own comment, for whoever has its secret. */
export async function loader({ request, params: { secret = "" }, context }: LoaderFunctionArgs) {
  const comment = await getBySecret(context, secret);
  const guest = await readGuestState(context, request, comment.id);
  return onServer({ secret, guest, ...(await readOwnPage(request, context, comment)) });
}

export default function OwnBySecret() {
  const { secret, guest, ...shown } = useServerData<typeof loader>();
  return (
    <>
      <OwnPage address={secretPath(secret)} as={null} shown={shown}>
        <KeepAddress />
      </OwnPage>
      <GuestWays secret={secret} {...guest} />
    </>
  );
}
