// The numbers on the privacy page are those of the code.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  EMAILS_SECONDS,
  FAILURES_SECONDS,
  IDENTITY_COOKIE_S,
  JOINING_COOKIE_S,
  KEEP_ADDRESS_DAYS,
  KNOWN_BROWSER_S,
  MAX_KNOWN_BROWSERS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
} from "~/accounts/account.schema";
import { MAX_INVITATION_DAYS } from "~/accounts/joining/invitation.schema";
import { KEEP_TOKENS_MS, LIFETIMES } from "~/accounts/token.server";
import { ARRIVAL_S, COMMENTS_SECONDS } from "~/comments/comment.schema";
import { DRAFT_DAYS } from "~/comments/reply/reply-drafts";
import { BIN_DAYS } from "~/drafts/draft.schema";
import { FIGURES, ROOMS } from "~/inventory.server";
import { RENAMINGS_DAYS } from "~/people/person.schema";
import { REMEMBERED_MS } from "~/platform/http/request/first-visits";
import { openTestSite } from "../../factories/site";

const DAY_S = 86_400;
const minutes = (seconds: number) => (seconds === 3_600 ? "1 hour" : `${seconds / 60} minutes`);

test("derives every number on the privacy page from a constant, mentions what every room stores about people, and links every page to it", async () => {
  const site = await openTestSite({
    env: { BACKUP_KEEP: "12", AKISMET_KEY: "key", AKISMET_URL: "http://127.0.0.1:9" },
  });
  const html = await (await site.get("/privacy")).text();
  const said = html
    .replace(/<[^>]+>/g, "")
    .replace(/&#x27;/g, "’")
    .replace(/\s+/g, " ");
  for (const sentence of [
    `in memory only, for ${minutes(REMEMBERED_MS / 1000)} at most`,
    `keeps these counts for ${minutes(Math.max(COMMENTS_SECONDS, EMAILS_SECONDS))} at most`,
    `Counts of wrong passwords are kept for ${minutes(FAILURES_SECONDS)}`,
    `tells your own browser for ${ARRIVAL_S} seconds`,
    `or ${DRAFT_DAYS} days after you last typed in it`,
    `After ${KEEP_ADDRESS_DAYS} days only its first part is kept`,
    `signed out after ${SESSION_IDLE_S / DAY_S} days without a visit`,
    `after ${SESSION_LIFE_S / DAY_S} days at the latest`,
    `until ${KEEP_TOKENS_MS / DAY_S / 1000} days after the link expires`,
    `your address is deleted ${(LIFETIMES.join + KEEP_TOKENS_MS) / DAY_S / 1000} days after you asked`,
    `A second remembers for ${KNOWN_BROWSER_S / DAY_S} days, even after you sign out`,
    `for the ${MAX_KNOWN_BROWSERS} browsers that you used most recently`,
    `a hash of the address is kept for ${minutes(LIFETIMES.reset / 1000)}`,
    `A third recognises your browser for ${minutes(IDENTITY_COOKIE_S)}`,
    `for ${JOINING_COOKIE_S / 3_600} hours if you join from there`,
    `was sent to for ${MAX_INVITATION_DAYS + KEEP_TOKENS_MS / DAY_S / 1000} days at most`,
    `stays in the bin for ${BIN_DAYS} days`,
    "keeps the newest 12",
    `you changed your handle are kept for ${RENAMINGS_DAYS} days`,
    `that you don’t confirm is kept for ${LIFETIMES["email-new"] / 3_600_000} hours`,
  ])
    expect(said).toContain(sentence);
  const models = ROOMS.flatMap(({ models = {} }) => Object.values(models));
  const personal = models.flatMap(({ personal }) => personal?.privacy ?? []);
  expect(personal.length).toBeGreaterThan(10);
  expect(personal.filter((words) => !said.includes(words))).toEqual([]);
  for (const path of ["/", "/join", "/archive"])
    expect(await (await site.get(path)).text()).toContain('<a href="/privacy">Privacy</a>');
  const off = await openTestSite({ env: { BACKUP_SCHEDULE: "off" } });
  expect(await (await off.get("/privacy")).text()).toContain("makes no automatic backups");
});

test("shows every figure of the inventories", () => {
  const folder = "app/routes/reading/privacy";
  const page = readdirSync(folder)
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
    .join();
  const shown = (name: string) => new RegExp(`\\{(\\w+\\()?${name}\\)?\\}`).test(page);
  expect(Object.keys(FIGURES).filter((name) => !shown(name))).toEqual([]);
});
