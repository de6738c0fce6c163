// Accounts from the command line, for who runs the machine.

import { expect, onTestFinished, test, vi } from "vitest";
import { main } from "~/cli/longtable";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl, render } from "../factories/database";
import { createMember } from "../factories/people";
import { createPerson } from "../factories/posts";
import { openTestSite } from "../factories/site";

const SITE_URL = "http://longtable.test";

/** Runs a command in this process: each test runs many. */
async function run(words: string[], env: Record<string, string>) {
  const lines: string[] = [];
  for (const name of ["log", "error"] as const)
    vi.spyOn(console, name).mockImplementation((line) => void lines.push(line));
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    const code = await main(words);
    return { code, said: lines.map((line) => `${line}\n`).join("") };
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

async function openUsers() {
  const DATABASE_URL = await newDatabaseUrl();
  const db = openDatabase(DATABASE_URL);
  onTestFinished(() => db.close());
  return {
    db,
    url: DATABASE_URL,
    user: (...words: string[]) => run(["user", ...words], { DATABASE_URL, SITE_URL }),
  };
}

test("an account is made, and its link leads to a password", async () => {
  const { db, url, user } = await openUsers();
  await createPerson({ db, render }, "maren", "Maren Lind");
  const made = await user("create", "Maren@Example.org", "--person", "maren", "--role", "administrator");
  expect(made.code, made.said).toBe(0);
  const [, path = ""] =
    /^Maren Lind \(maren\) is here as administrator\. The link works once, for a day:\nhttp:\/\/longtable\.test(\/reset\/\w+)\n$/.exec(
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
    /^\d+ {2}maren {2}administrator {2}active {2}maren@example\.org {2}last seen \d{4}-\d\d-\d\dT[\d:.]+Z\n$/,
  );
  expect((await user("list", "--role", "reader")).said).toBe("No accounts.\n");
});

test("somebody is made something else, is signed out, and gets a link to a new password", async () => {
  const { db, user } = await openUsers();
  await createMember(db, "boss", { role: "administrator" });
  await createMember(db, "ada");
  const promoted = await user("promote", "ADA@example.org", "editor");
  expect([promoted.code, promoted.said]).toEqual([0, "ada is editor now, not reader.\n"]);
  const ada = await db.account.findFirstOrThrow({ where: { email: "ada@example.org" } });
  expect(ada.role).toBe("editor");
  expect(await db.session.count({ where: { accountId: ada.id } })).toBe(0);
  expect((await user("promote", "ada", "editor")).said).toBe("ada is editor already.\n");
  expect((await user("reset", "ada")).said).toMatch(
    /^ada can choose a new password\. Until then the old one stays\. The link works once, for a day:\nhttp:\/\/longtable\.test\/reset\/\w+\n$/,
  );

  await db.account.update({ where: { id: ada.id }, data: { status: "deactivated" } });
  const refused: [words: string[], said: RegExp][] = [
    [["promote", "boss", "reader"], /^Nobody else runs this site\./],
    [["promote", "nobody", "reader"], /^Nobody has an account as nobody\./],
    [["reset", "ada"], /^ada is deactivated\..*\/moderation\/people\/ada/],
    [["create", "ada@example.org", "--name", "A", "--handle", "another"], /^This address has an account/],
    [["create", "b@example.org", "--name", "A", "--handle", "a-da"], /^Somebody has this handle/],
    [["create", "b@example.org", "--person", "ada"], /^This person has an account already/],
    [["create", "b@example.org", "--person", "zoe"], /^Nobody has the handle zoe/],
  ];
  for (const [words, said] of refused) {
    const answer = await user(...words);
    expect([answer.code, answer.said]).toEqual([1, expect.stringMatching(said)]);
  }
  expect(await db.account.count()).toBe(2);
});

const USAGE = /^Say what to do with accounts: longtable user\n/;

test.each<[words: string[], said: RegExp]>([
  [[], USAGE],
  [["remove", "ada"], USAGE],
  [["create", "ada@example.org"], USAGE],
  [["create", "ada@example.org", "--name", "Ada", "--handle", "ada", "--before", "3"], USAGE],
  [["create", "not an address", "--name", "Ada", "--handle", "ada"], /^This does not look like an e-mail/],
  [
    ["create", "ada@example.org", "--name", "Ada", "--handle", "admin"],
    /^This one would be taken for the site/,
  ],
  [
    ["create", "ada@example.org", "--name", "Ada", "--handle", "ada", "--role", "king"],
    /^There is no role "king"/,
  ],
  [["promote", "ada", "king"], /^There is no role "king"\. Roles are reader, contributor, author,/],
  [["promote", "ada"], USAGE],
  [["reset"], USAGE],
  [["list", "--before", "x"], USAGE],
  [["list", "--since", "3"], USAGE],
])("user %j is answered with how to say it, before the database is opened", async (words, said) => {
  const answer = await run(["user", ...words], { DATABASE_URL: "file:/nowhere/at/all.db" });
  expect([answer.code, answer.said]).toEqual([2, expect.stringMatching(said)]);
});
