import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import type { AccountRefusal } from "~/accounts/account.server";
import { type AccountSummary, findAccountByHandle } from "~/accounts/account-list.server";
import { findMovedHandle } from "~/people/person.server";
import { type Act, may } from "~/people/policy";
import { notFound } from "../../not-found";
import { memberOf } from "../../session/member";
import { requirePermission } from "../../session/permission";

/** Loads an account, with what the viewer may change. */
export async function loadManaged({ params: { handle = "" }, context }: LoaderFunctionArgs) {
  const member = memberOf(context);
  // The page of each act shows the whole account.
  requirePermission(member, "person.list");
  const account = await getManaged(context, handle);
  const thing = { ownerIds: [account.personId] };
  return {
    as: member.id,
    account,
    isOwn: account.personId === member.id,
    mayChangeRole: may(member, "person.change-role", thing),
    mayDeactivate: may(member, "person.deactivate", thing),
    done: context.query("done").get("done"),
  };
}

/** The account in a form's address, if its sender may do this to it. Throws 403 or 404 otherwise. */
export async function getManagedBySender(
  context: AppLoadContext,
  act: Act,
  handle: string,
): Promise<AccountSummary> {
  const account = await getManaged(context, handle);
  // An account never changes its person, so this check also holds in the later transaction.
  requirePermission(memberOf(context), act, { ownerIds: [account.personId] });
  return account;
}

async function getManaged({ db }: AppLoadContext, handle: string): Promise<AccountSummary> {
  const account = await findAccountByHandle(db, handle);
  if (account) return account;
  const moved = await findMovedHandle(db, handle);
  const now = moved === null ? null : await findAccountByHandle(db, moved);
  if (now) return now;
  throw notFound("account", [{ href: "/moderation/people", title: "All accounts" }]);
}

/** Explains to an administrator why an account was not changed. */
export const explainManaging = (reason: AccountRefusal["reason"]): string =>
  ({
    "account.not-found": "This account no longer exists.",
    "account.last-administrator":
      "Make another person administrator first: this is the only active administrator of the site.",
  })[reason];
