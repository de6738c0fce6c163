// A site without an administrator prints a link that creates one.

import { expect, test } from "vitest";
import { PASSWORD } from "../factories/people";
import { settingsFields } from "../factories/settings";
import { runHere } from "./here";
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
  "the latest start's link creates the first administrator once, and later starts print none",
  async () => {
    const env = { DATABASE_URL: await settledUrl(), RATE_LIMITS: "off" };
    const first = await start(env);
    const old = offerOf(first) ?? "";
    expect(old).not.toBe("");
    expect((await first.get(old)).status).toBe(200);
    await first.stop();

    // Each of several processes opens the site, and the link must still be valid.
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

/** Settings saved through one process appear at once on the cached pages of all. */
async function changeSettingsThrough(site: Started, cookie: string) {
  // New connections, which are distributed over the processes.
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
    const body = new URLSearchParams({ ...settingsFields({ name }), version });
    const saved = await site.get("/moderation/site", { method: "POST", headers: { cookie }, body });
    expect(saved.status).toBe(303);
    expect(await titles()).toEqual([`Tags · ${name}`]);
  }
}

test(
  "prints no link if an administrator was created on the command line",
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
    expect((await runHere(["user", ...words], env)).code).toBe(0);
    const site = await start(env);
    expect(site.said()).toMatch(/^Longtable is at /);
    await site.stop();
  },
  SLOW_MS,
);
