import { expect, test } from "vitest";
import { askToJoin, findJoinLink } from "~/accounts/joining/join.server";
import { issueToken } from "~/accounts/token.server";
import { join } from "~/flows/accounts/join.server";
import { skeletonOf } from "~/people/names/handle";
import { saveSettings } from "~/site/site.server";
import { openDeps, SITE_URL } from "../../factories/database";
import { createInvitation } from "../../factories/invitations";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";

const DEVICE = { device: "A test", address: "192.0.2.1" };

async function open() {
  const deps = { ...(await openDeps()), siteUrl: SITE_URL };
  const { db } = deps;
  const made = async () => [
    await db.token.count({ where: { purpose: "join" } }),
    await db.job.count({ where: { kind: "mail" } }),
  ];
  return { deps, db, made };
}

test("refuses a request to join, without an e-mail, when joining is closed before it is processed", async () => {
  const { deps, db, made } = await open();
  await saveSettings(deps, buildSettings({ joining: "open" }));
  const close = () => saveSettings(deps, buildSettings({ joining: "invited" }));
  const asked = await askToJoin({ ...deps, db: withChangeBefore(db, close) }, "bo@example.org", NOW);
  expect([asked, await made()]).toEqual([{ ok: false, reason: "join.invited-only" }, [0, 0]]);
});

test("ends the first administrator's link once there is an administrator", async () => {
  const { db } = await open();
  const secret = await issueToken({ db }, "first-run", {}, NOW);
  expect(await findJoinLink(db, secret, NOW)).toMatchObject({ ok: true, kind: "first-run" });
  await createMember(db, "ada", { role: "administrator", password: null });
  expect(await findJoinLink(db, secret, NOW)).toEqual({ ok: false, reason: "token.used" });
});

test("sends no second e-mail for an invitation that is used at the same time", async () => {
  const { deps, db, made } = await open();
  await saveSettings(deps, buildSettings({ joining: "invited" }));
  const invited = { email: "ada@example.org" };
  const invitation = await createInvitation(db, invited);
  const use = async () => {
    const ada = { name: "Ada", handle: "ada" };
    const joined = await join(deps, invitation, ada, { passwordHash: null }, DEVICE, NOW);
    expect(joined.ok).toBe(true);
    // The welcome.
    await db.job.deleteMany();
  };
  const late = { ...deps, db: withChangeBefore(db, use) };
  const asked = await askToJoin(late, "bo@example.org", NOW, { invitation });
  expect([asked, await made()]).toEqual([{ ok: false, reason: "token.used" }, [0, 0]]);
});

test("lets an invited person join as a new person when the person of the invitation was deleted", async () => {
  const { deps, db } = await open();
  const { id: personId } = await db.person.create({
    data: { handle: "invented", skeleton: skeletonOf("invented"), name: "Invented", createdAt: NOW },
  });
  const invited = { email: "ada@example.org", personId };
  const invitation = await createInvitation(db, invited);
  await db.person.delete({ where: { id: personId } });
  const ada = { name: "Ada", handle: "ada" };
  const joined = await join(deps, invitation, ada, { passwordHash: null }, DEVICE, NOW);
  expect(joined.ok).toBe(true);
  expect(await db.person.findMany({ select: { handle: true } })).toEqual([{ handle: "ada" }]);
});
