import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { AccountPage } from "./account-page";
import { loadManaged } from "./managed";

export const handle: PageHandle = { act: "person.list" };

export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, args.data?.account.name ?? "People");

export const loader = loadManaged;

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} />;
}
