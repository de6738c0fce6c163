// Access to the database: which room may query which model, and where statuses and SQL are spelt. A failure
// lists the files.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOMS } from "~/inventory.server";
import { MODELS } from "~/platform/database/copying/tables";
import { postStatus, responseStatus } from "~/visibility/status";
import { roomOf, sources, textOf, visit } from "./source-files";

test("only the room that owns a model queries it, in a *.server.ts", () => {
  const nameOf = (model: string) => model.charAt(0).toLowerCase() + model.slice(1);
  const owners = new Map(
    ROOMS.flatMap(({ room, models = {} }) => Object.keys(models).map((model) => [nameOf(model), room])),
  );
  const question = new RegExp(`\\bdb\\??\\.(${MODELS.map(nameOf).join("|")})\\b`, "g");
  const rowStatement =
    /\b(?:insertRow|insertRows|insertIfNew|addToRow|addRows|findRow|findRows|countRows)\(\s*\S+,\s*"(\w+)"/g;
  const wrong = sources.flatMap((file) =>
    [question, rowStatement]
      .flatMap((pattern) => [...readFileSync(file, "utf8").matchAll(pattern)])
      .filter(([, model = ""]) => !file.endsWith(".server.ts") || owners.get(nameOf(model)) !== roomOf(file))
      .map(([asked]) => `${file}: ${asked}`),
  );
  expect(wrong).toEqual([]);
});

/** Files with single statements outside db.write, whose changes no page shows: see docs/decisions/0043. */
const WRITES_ALONE = [
  "accounts/joining/invitation-ends",
  "accounts/mail/correspondence",
  "accounts/mail/email-change",
  "accounts/passkey/passkey",
  "accounts/passkey/passkey-sign-in",
  "accounts/password/sign-in",
  "accounts/session/known-browser",
  "accounts/session/session",
  "accounts/token",
  "comments/reply/recent-replies",
  "maps/map",
  "people/names/renaming",
  "platform/database/database",
  "platform/jobs/jobs",
  "platform/prune",
  "platform/rate-limits/rate-limits",
  "site/feed-authority",
].map((file) => `app/${file}.server.ts`);

test("no file outside this list writes without db.write, and each file of the list does", () => {
  const alone =
    /(?<!\btx\.)\bdb\??\.\w+\.(create|createMany|update|updateMany|upsert|delete|deleteMany)(AndReturn)?\(|\b(insertRow|insertRows|insertIfNew|addToRow|addRows)\((?!\s*tx\.)/;
  const found = sources.filter((file) => alone.test(readFileSync(file, "utf8")));
  expect(found.sort()).toEqual(WRITES_ALONE.sort());
});

test("raw SQL is only in platform/ and search/", () => {
  const wrong = sources.filter((file) => /\$(query|execute)Raw/.test(readFileSync(file, "utf8")));
  expect(wrong.filter((file) => !/^app\/(platform|search)\//.test(file))).toEqual([]);
});

test("only visibility/ spells a status of posts and responses", () => {
  const states = new Set<string>([...Object.values(postStatus), ...Object.values(responseStatus)]);
  const wrong = sources.flatMap((file) => {
    if (roomOf(file) === "visibility") return [];
    const found: string[] = [];
    visit(file, (node, parent) => {
      const text = textOf(node);
      if (text !== null && states.has(text) && parent.type !== "TSLiteralType")
        found.push(`${file}: "${text}"`);
    });
    return found;
  });
  expect(wrong).toEqual([]);
});
