// Passkeys over HTTP: the JSON answers for the script, and the pages that work without it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { FRESH_S } from "~/accounts/account.schema";
import { addAccount } from "~/accounts/account.server";
import { hashPassword } from "~/accounts/password/password.server";
import { beginSession } from "~/accounts/session/session.server";
import { issueToken } from "~/accounts/token.server";
import { newAuthenticator } from "../../../factories/authenticator";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

const PASSWORD = "correct horse battery staple";
let count = 0;

/** A member who signed in `secondsAgo`: the account's id and the headers of a request. */
async function signedIn({ password = true, secondsAgo = 0 } = {}) {
  const { db } = site.services;
  const handle = `ada-${++count}`;
  const passwordHash = password ? await hashPassword(PASSWORD) : null;
  const account = {
    email: `${handle}@example.org`,
    name: "Ada",
    handle,
    role: "reader" as const,
    passwordHash,
  };
  const added = await db.write((tx) => addAccount(tx, account, new Date()));
  if (!added.ok) throw new Error(added.reason);
  const then = new Date(Date.now() - secondsAgo * 1000);
  const device = { device: "Firefox on Linux", address: "192.0.2.1" };
  const cookie = `session=${await beginSession(db, added.accountId, device, then)}`;
  return { ...added, as: String(added.personId), init: { headers: { Cookie: cookie } } };
}

type Somebody = Awaited<ReturnType<typeof signedIn>>;

async function tell(path: string, fields: Record<string, string>, init: RequestInit = {}) {
  const answer = await site.post(path, fields, init);
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  return { status: answer.status, cookie, said: await answer.json() };
}

/** Adds a passkey over HTTP. Returns its authenticator and its id. */
async function add({ as, init, accountId }: Somebody, proof = PASSWORD) {
  const { said } = await tell("/settings/passkeys/add/options", { as, proof }, init);
  const device = newAuthenticator(site.address);
  const credential = JSON.stringify(device.create(said.options));
  const added = await tell("/settings/passkeys/add", { as, credential }, init);
  expect(added).toMatchObject({ status: 200, said: { to: "/settings/passkeys?done=added" } });
  const { id } = await site.services.db.passkey.findFirstOrThrow({
    where: { accountId },
    orderBy: { id: "desc" },
  });
  return { device, id };
}

const page = async (path: string, { init }: Somebody) => (await site.get(path, init)).text();

test("signs in with a passkey, and redirects only to paths of this site", async () => {
  const ada = await signedIn();
  const { device } = await add(ada);
  const { db } = site.services;
  for (const [to, there] of [
    ["/tags", "/tags"],
    ["https://evil.example", "/"],
  ] as const) {
    const { said } = await tell("/sign-in/passkey/options", {});
    const credential = JSON.stringify(device.get(said.options));
    const signed = await tell("/sign-in/passkey", { to, credential });
    expect(signed).toMatchObject({ status: 200, said: { to: there } });
    const home = await site.get("/settings", { headers: { Cookie: signed.cookie ?? "" } });
    expect(home.status).toBe(200);
  }
  const { device: name } = await db.session.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(name).toBe("Unknown browser");
});

test.each([
  ["an empty form", {}, 400],
  ["malformed JSON", { credential: "{" }, 400],
  ["JSON that is no credential", { credential: '{"id":"x"}' }, 400],
  ["an oversized credential", { credential: JSON.stringify("x".repeat(50_000)) }, 400],
])("answers %s with 400 and a message", async (_what, fields, status) => {
  const refused = await tell("/sign-in/passkey", fields as Record<string, string>);
  expect(refused).toEqual({
    status,
    cookie: undefined,
    said: { errors: { form: expect.stringContaining(" again") } },
  });
});

test("refuses a POST from another site, and redirects a GET to the sign-in page", async () => {
  const foreign = { headers: { Origin: "https://evil.example" } };
  expect((await site.post("/sign-in/passkey/options", {}, foreign)).status).toBe(403);
  for (const path of ["/sign-in/passkey", "/sign-in/passkey/options"])
    expect((await site.get(path)).headers.get("location")).toBe("/sign-in");
});

test("issues creation options only after re-authentication", async () => {
  const ada = await signedIn();
  const options = "/settings/passkeys/add/options";
  const { as, init } = ada;
  expect(await tell(options, { as, proof: "wrong" }, init)).toMatchObject({
    status: 422,
    said: { errors: { proof: expect.stringContaining("password is incorrect") } },
  });
  const stale = await signedIn({ password: false, secondsAgo: FRESH_S });
  expect(await tell(options, { as: stale.as }, stale.init)).toMatchObject({
    status: 403,
    said: { errors: { form: expect.stringContaining("because you signed in a while ago") } },
  });
  await add(await signedIn({ password: false }), "");
  for (const path of [options, "/settings/passkeys/add"])
    for (const sender of [
      { as: stale.as, init },
      { as, init: {} },
    ])
      expect(await tell(path, { as: sender.as, proof: PASSWORD }, sender.init)).toMatchObject({
        status: 401,
        said: { errors: { form: expect.stringContaining("no longer signed in") } },
      });
});

test("renames a passkey, and refuses an invisible name", async () => {
  const ada = await signedIn();
  const { id } = await add(ada);
  const path = `/settings/passkeys/${id}/rename`;
  const empty = await site.post(path, { as: ada.as, name: " \u2800 " }, ada.init);
  expect([empty.status, await empty.text()]).toEqual([
    422,
    expect.stringContaining("tells you which passkey"),
  ]);
  const long = await site.post(path, { as: ada.as, name: "y".repeat(61) }, ada.init);
  expect(await long.text()).toContain(`value="${"y".repeat(61)}"`);
  const renamed = await site.post(path, { as: ada.as, name: " The  blue <key> " }, ada.init);
  expect(renamed.headers.get("location")).toBe("/settings/passkeys?done=renamed");
  expect(await page("/settings/passkeys?done=renamed", ada)).toContain("The blue &lt;key&gt;");
});

test("removes a passkey after re-authentication, but not the last sign-in method", async () => {
  const ada = await signedIn();
  const { id } = await add(ada);
  const path = `/settings/passkeys/${id}/remove`;
  const wrong = await site.post(path, { as: ada.as, proof: "wrong" }, ada.init);
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("password is incorrect")]);
  const removed = await site.post(path, { as: ada.as, proof: PASSWORD }, ada.init);
  expect(removed.headers.get("location")).toBe("/settings/passkeys?done=removed");
  expect(await page("/settings/passkeys", ada)).toContain("You don’t have any passkeys yet");

  const eve = await signedIn({ password: false });
  const { id: only } = await add(eve, "");
  const last = await site.post(`/settings/passkeys/${only}/remove`, { as: eve.as }, eve.init);
  expect([last.status, await last.text()]).toEqual([
    409,
    expect.stringContaining("your only way to sign in"),
  ]);
});

test("answers with 404 for another member's passkey, and asks a guest to sign in", async () => {
  const [ada, eve] = [await signedIn(), await signedIn()];
  const { id } = await add(ada);
  for (const verb of ["rename", "remove"]) {
    const path = `/settings/passkeys/${id}/${verb}`;
    expect((await site.get(path, eve.init)).status).toBe(404);
    expect((await site.post(path, { as: eve.as, name: "Mine", proof: PASSWORD }, eve.init)).status).toBe(404);
    expect((await site.get(path)).headers.get("location")).toBe(`/sign-in?to=${encodeURIComponent(path)}`);
  }
  expect((await site.get("/settings/passkeys/x/rename", eve.init)).status).toBe(404);
  expect(await page("/settings/passkeys", ada)).toContain("Unknown browser");
});

test("validates the name and the handle before the authenticator is asked, and then joins", async () => {
  const payload = { email: `joiner-${++count}@example.org` };
  const path = `/join/${await issueToken(site.services, "join", { payload }, new Date())}/passkey`;
  const { accountId } = await signedIn();
  const { person } = await site.services.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { person: true },
  });
  expect(await tell(`${path}/options`, { name: "", handle: "!" })).toMatchObject({
    status: 422,
    said: { errors: { name: expect.any(String), handle: expect.any(String) } },
  });
  expect(await tell(`${path}/options`, { name: "Ada", handle: person.handle })).toMatchObject({
    said: { errors: { handle: expect.stringContaining("This handle is taken") } },
  });
  const fields = { name: "Ada", handle: `joiner-${count}` };
  const { said } = await tell(`${path}/options`, fields);
  const credential = JSON.stringify(newAuthenticator(site.address).create(said.options));
  const joined = await tell(path, { ...fields, credential });
  expect(joined).toMatchObject({ status: 200, said: { to: "/settings?joined" } });
  expect((await site.get("/settings", { headers: { Cookie: joined.cookie ?? "" } })).status).toBe(200);
  expect(await tell(`${path}/options`, fields)).toMatchObject({
    status: 410,
    said: { errors: { form: expect.stringContaining("already used") } },
  });
});

test("lets the first administrator join with a passkey and an e-mail address", async () => {
  const path = `/join/${await issueToken(site.services, "first-run", {}, new Date())}/passkey`;
  const fields = { name: "Maren", handle: "maren-lind" };
  expect(await tell(`${path}/options`, fields)).toMatchObject({
    said: { errors: { email: expect.any(String) } },
  });
  const whole = { ...fields, email: "Maren@example.org" };
  const { said } = await tell(`${path}/options`, whole);
  const credential = JSON.stringify(newAuthenticator(site.address).create(said.options));
  expect(await tell(path, { ...whole, credential })).toMatchObject({
    said: { to: "/first-steps?done=joined" },
  });
  const account = await site.services.db.account.findUniqueOrThrow({ where: { email: "maren@example.org" } });
  expect([account.role, account.passwordHash]).toEqual(["administrator", null]);
});
