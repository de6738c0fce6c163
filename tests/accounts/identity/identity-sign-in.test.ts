// Linking an identity races with changes to the account.

import { expect, onTestFinished, test } from "vitest";
import { createIdentityProviders } from "~/accounts/identity/identity-provider.server";
import { beginIdentityRequest, finishIdentityRequest } from "~/accounts/identity/identity-sign-in.server";
import { closeAccount } from "~/accounts/leaving.server";
import { endSessions } from "~/accounts/session/session.server";
import { readConfig } from "~/platform/config/config";
import type { Transaction } from "~/platform/database/database.server";
import { createLog } from "~/platform/log.server";
import { openDeps } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { goThere, startOpenidProvider } from "../../factories/openid-provider";
import { createMember } from "../../factories/people";

const SITE = "http://127.0.0.1:9";
const BROWSER = "b".repeat(48);
const DEVICE = { device: "A test", address: "192.0.2.1" };

test.each([
  ["the member is signed out", (tx: Transaction, accountId: number) => endSessions(tx, accountId)],
  ["the account is deleted", closeAccount],
])("links no identity when %s during the request to the provider", async (_what, change) => {
  const server = await startOpenidProvider(SITE, ["uni"]);
  onTestFinished(() => server.stop());
  const { openidProviders } = readConfig(server.settings("UNI"));
  const now = () => new Date();
  const identityProviders = createIdentityProviders(openidProviders, {
    ...{ siteUrl: SITE, log: createLog("silent"), now },
  });
  const { db } = await openDeps();
  const deps = { db, siteUrl: SITE, identityProviders };
  const member = await createMember(db, "ada");
  const { accountId } = member;
  const start = { provider: "uni", browser: BROWSER, to: "/settings", accountId };
  const begun = await beginIdentityRequest(deps, start, now());
  if (!begun.ok) throw new Error(begun.reason);
  server.is({ sub: "ada-1" });
  const parameters = new URL(await goThere(begun.href, SITE)).searchParams;

  const meanwhile = () => db.write(async (tx) => void (await change(tx, accountId, now())));
  const late = { ...deps, db: withChangeBefore(db, meanwhile) };
  const answer = { provider: "uni", parameters, browser: BROWSER };
  const finished = await finishIdentityRequest(late, answer, member, DEVICE, now());
  expect(finished).toEqual({ ok: false, reason: "identity.other-person" });
  expect(await db.identity.count()).toBe(0);
});
