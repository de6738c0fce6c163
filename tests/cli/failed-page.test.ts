import { expect, test } from "vitest";
import { openRaw } from "../factories/raw-database";
import { settledUrl, start } from "./running";

test("shows the request id of a failed page, and logs the error only", async () => {
  const databaseUrl = await settledUrl();
  const site = await start({ DATABASE_URL: databaseUrl });
  await (await openRaw(databaseUrl)).run('ALTER TABLE "Tag" RENAME TO "Gone"');
  const answer = await site.get("/tags");
  const html = await answer.text();
  const [, id = ""] = /number: <code>([\w-]+)<\/code>/.exec(html) ?? [];
  const [line = "{}"] = await site.until(/^\{.*a page failed.*$/m);
  expect(JSON.parse(line)).toMatchObject({ requestId: id, path: "/tags", level: 50 });
  expect(line).toContain("does not exist");
  expect(answer.status).toBe(500);
  expect(html).not.toMatch(/prisma|sqlite|does not exist|\bat \/|node_modules|\.ts\b/i);
});
