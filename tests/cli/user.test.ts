// Managing accounts from the command line.

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, render } from "../factories/database";
import { createMember } from "../factories/people";
import { createPerson } from "../factories/posts";
import { openTestSite } from "../factories/site";
import { runHere } from "./here";

const SITE_URL = "http://longtable.test";

async function openUsers() {
  const DATABASE_URL = await newDatabaseUrl();
  const db = openDatabase(DATABASE_URL);
  onTestFinished(() => db.close());
  return {
    db,
    url: DATABASE_URL,
    user: (...words: string[]) => runHere(["user", ...words], { DATABASE_URL, SITE_URL }),
  };
}

test("creates an account with a link to choose a password", async () => {
  const { db, url, user } = await openUsers();
  await createPerson({ db, render }, "maren", "Maren Lind");
  const made = await user("create", "Maren@Example.org", "--person", "maren", "--role", "administrator");
  expect(made.code, made.said).toBe(0);
  const [, path = ""] =
    /^Created an account for Maren Lind \(maren\) with the role administrator\. To choose a password, open the link below\. This link works once, within 24 hours:\nhttp:\/\/longtable\.test(\/reset\/\w+)\n$/.exec(
      made.said,
    ) ?? [];
  expect(path).not.toBe("");

  const site = await openTestSite({ databaseUrl: url });
  const chosen = await site.post(path, { password: "velvet harbour quilt 9" });
  expect(chosen.status).toBe(303);
  const cookie = chosen.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  expect((await site.get("/moderation/people", { headers: { cookie } })).status).toBe(200);
  expect((await site.get(path)).status).toBe(410);

  const listed = await user("list", "--role", "administrator");
  expect(listed.said).toMatch(
    /^\d+ {2}maren {2}administrator {2}active {2}maren@example\.org {2}last seen \d+ \w+ \d{4}, \d\d:\d\d UTC\n$/,
  );
  expect((await user("list", "--role", "reader")).said).toBe("No accounts found.\n");
});

test("changes a role, signs the person out, and makes a link to a new password; refuses what isn't possible", async () => {
  const { db, user } = await openUsers();
  await createMember(db, "boss", { role: "administrator" });
  await createMember(db, "ada");
  const promoted = await user("promote", "ADA@example.org", "editor");
  expect([promoted.code, promoted.said]).toEqual([0, "Changed the role of ada from reader to editor.\n"]);
  const ada = await db.account.findFirstOrThrow({ where: { email: "ada@example.org" } });
  expect(ada.role).toBe("editor");
  expect(await db.session.count({ where: { accountId: ada.id } })).toBe(0);
  expect((await user("promote", "ada", "editor")).said).toBe("ada already has the role editor.\n");
  expect((await user("reset", "ada")).said).toMatch(
    /^To choose a new password for ada, open the link below\. Until then the current one works\. This link works once, within 24 hours:\nhttp:\/\/longtable\.test\/reset\/\w+\n$/,
  );

  await db.account.update({ where: { id: ada.id }, data: { status: "deactivated" } });
  const refused: [words: string[], said: RegExp][] = [
    [["promote", "boss", "reader"], /^Make someone else an administrator first/],
    [["promote", "nobody", "reader"], /^No account found for nobody\./],
    [["reset", "ada"], /^The account of ada is deactivated\..*\/moderation\/people\/ada/],
    [
      ["create", "ada@example.org", "--name", "A", "--handle", "another"],
      /^There is already an account with this e-mail address/,
    ],
    [["create", "b@example.org", "--name", "A", "--handle", "a-da"], /^Choose another handle/],
    [["create", "b@example.org", "--person", "ada"], /^This person already has an account/],
    [["create", "b@example.org", "--person", "zoe"], /^No person has the handle zoe/],
  ];
  for (const [words, said] of refused) {
    const answer = await user(...words);
    expect([answer.code, answer.said]).toEqual([1, expect.stringMatching(said)]);
  }
  expect(await db.account.count()).toBe(2);
});

test.each<[words: string[], said: RegExp]>([
  [
    ["create", "ada@example.org", "--name", "Ada", "--handle", "ada", "--before", "3"],
    /^Unknown option --before\./,
  ],
  [["create", "not an address", "--name", "Ada", "--handle", "ada"], /^This doesn’t look like an e-mail/],
  [
    ["create", "ada@example.org", "--name", "Ada", "--handle", "admin"],
    /^This handle is reserved for the site/,
  ],
  [
    ["create", "ada@example.org", "--name", "Ada", "--handle", "ada", "--role", "king"],
    /^There is no role "king"/,
  ],
  [["promote", "ada", "king"], /^There is no role "king"\. Roles are reader, contributor, author,/],
  [["list", "--before", "x"], /^--before is "x"\. Use the number of an account/],
  [["list", "--since", "3"], /^Unknown option --since\./],
])("refuses user %j with the problem, before the database is opened", async (words, said) => {
  const answer = await runHere(["user", ...words], { DATABASE_URL: "file:/nowhere/at/all.db" });
  expect([answer.code, answer.said]).toEqual([2, expect.stringMatching(said)]);
});
