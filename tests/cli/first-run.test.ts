// A site that nobody runs says how to become who does, until somebody is.

import { expect, test } from "vitest";
import { PASSWORD } from "../factories/people";
import { run } from "./command";
import { type Started, settledUrl, start } from "./running";

const SLOW_MS = 120_000;
const OFFER =
  /Nobody runs this site yet\. Whoever opens this becomes its administrator: http:\/\/localhost:\d+(\/join\/\w+)\n/;

const offerOf = (site: Started) => OFFER.exec(site.said())?.[1];

const joinBy = (site: Started, link: string, handle = "founder-of-it") =>
  site.get(link, {
    method: "POST",
    headers: { Origin: site.address ?? "" },
    body: new URLSearchParams({ email: `${handle}@example.org`, name: handle, handle, password: PASSWORD }),
  });

test.each([
  ["one process", []],
  ["several processes", ["--processes", "2"]],
])(
  "with %s: the link of the last start makes the first administrator, once, and then none is printed",
  async (_what, words) => {
    const env = { DATABASE_URL: await settledUrl(), RATE_LIMITS: "off" };
    const first = await start(env, words);
    const old = offerOf(first) ?? "";
    expect(old).not.toBe("");
    expect((await first.get(old)).status).toBe(200);
    await first.stop();

    const second = await start(env, words);
    const link = offerOf(second) ?? "";
    expect((await second.get(old)).status).toBe(410);
    expect((await joinBy(second, old)).status).toBe(410);
    const joined = await joinBy(second, link);
    expect(joined.status).toBe(303);
    const cookie = joined.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    expect((await second.get("/moderation/site", { headers: { cookie } })).status).toBe(200);
    expect((await joinBy(second, link, "another")).status).toBe(410);
    await second.stop();

    const third = await start(env, words);
    expect(third.said()).toMatch(/^Longtable is at /);
    await third.stop();
  },
  SLOW_MS,
);

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
