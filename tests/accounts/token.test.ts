import { expect, test } from "vitest";
import { askedFor, issueToken, wasSentLately } from "~/accounts/token.server";
import { openDeps } from "../factories/database";
import { NOW } from "../factories/posts";

const MINUTE_MS = 60_000;
const after = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE_MS);

test.each([
  ["a minute later", undefined, 1, true],
  ["more than an hour later", undefined, 61, false],
  ["once the link has expired", 5 * MINUTE_MS, 6, false],
])("sends a link again unless one was sent: %s", async (_when, lifetime, minutes, wasSent) => {
  const { db } = await openDeps();
  const askedAs = askedFor("join", "ada@example.org");
  await issueToken({ db }, "join", { askedAs, ...(lifetime && { lifetime }) }, NOW);
  expect(await wasSentLately({ db }, askedAs, null, after(minutes))).toBe(wasSent);
});
