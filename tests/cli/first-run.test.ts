// A site that nobody runs says how to become who does, until somebody is.

import { expect, test } from "vitest";
import { PASSWORD } from "../factories/people";
import { buildSettings } from "../factories/settings";
import { run } from "./command";
import { type Started, settledUrl, start } from "./running";

const SLOW_MS = 120_000;
const OFFER =
  /This site has no administrator yet\. Open this link to create the administrator account \(once, within 7 days\):\nhttp:\/\/localhost:\d+(\/join\/\w+)\n/;

const offerOf = (site: Started) => OFFER.exec(site.said())?.[1];

const joinBy = (site: Started, link: string, handle = "founder-of-it") =>
  site.get(link, {
    method: "POST",
    body: new URLSearchParams({ email: `${handle}@example.org`, name: handle, handle, password: PASSWORD }),
  });

test(
  "the link of the last start makes the first administrator, once, and then none is printed",
  async () => {
    const env = { DATABASE_URL: await settledUrl(), RATE_LIMITS: "off" };
    const first = await start(env);
    const old = offerOf(first) ?? "";
    expect(old).not.toBe("");
    expect((await first.get(old)).status).toBe(200);
    await first.stop();

    // Of several processes each opens the site, and the link is still good.
    const second = await start(env, ["--processes", "2"]);
    const link = offerOf(second) ?? "";
    expect((await second.get(old)).status).toBe(410);
    expect((await joinBy(second, old)).status).toBe(410);
    const joined = await joinBy(second, link);
    expect(joined.status).toBe(303);
    const cookie = joined.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    await changeSettingsThrough(second, cookie);
    expect((await joinBy(second, link, "another")).status).toBe(410);
    await second.stop();

    const third = await start(env);
    expect(third.said()).toMatch(/^Longtable is at /);
    await third.stop();
  },
  SLOW_MS,
);

/** What an administrator saves through one process, all show at once, though they kept the page. */
async function changeSettingsThrough(site: Started, cookie: string) {
  // Connections of their own, which go to one process after the other.
  const titles = async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map(() => site.get("/tags", { headers: { Connection: "close" } })),
    );
    const html = await Promise.all(pages.map((page) => page.text()));
    return [...new Set(html.map((page) => /<title>([^<]*)</.exec(page)?.[1]))];
  };
  for (const name of ["One", "Two", "Three"]) {
    await titles();
    const form = await (await site.get("/moderation/site", { headers: { cookie } })).text();
    const version = /name="version" value="(\w+)"/i.exec(form)?.[1] ?? "";
    const body = new URLSearchParams({ ...buildSettings({ name }), version });
    const saved = await site.get("/moderation/site", { method: "POST", headers: { cookie }, body });
    expect(saved.status).toBe(303);
    expect(await titles()).toEqual([`Tags · ${name}`]);
  }
}

test(
  "with an administrator from the command line, none is printed",
  async () => {
    const env = { DATABASE_URL: await settledUrl() };
    const words = [
      "create",
      "ada@example.org",
      "--name",
      "Ada",
      "--handle",
      "ada",
      "--role",
      "administrator",
    ];
    expect((await run(["user", ...words], env)).code).toBe(0);
    const site = await start(env);
    expect(site.said()).toMatch(/^Longtable is at /);
    await site.stop();
  },
  SLOW_MS,
);
