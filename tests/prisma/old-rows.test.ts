// What migrations do to existing rows.

import { expect, test } from "vitest";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { provider } from "../factories/database";
import { OURS, openBefore } from "../platform/database/migrations/migrations";

const POST = `
  INSERT INTO "Post" ("id", "slug", "title", "summary", "source", "status", "createdAt", "updatedAt", "html", "excerpt", "outline", "links", "wordCount", "renderVersion")
  VALUES (1, 'x', 'X', '', '', 'published', '2026-03-01', '2026-03-01', '', '', '[]', '[]', 0, 1)`;

/** A comment of the time when ids of footnotes began with a hash of the commenter's address. */
const oldComment = (number: number, fingerprint: string, html: string) => `
  INSERT INTO "Comment" ("postId", "number", "depth", "path", "status", "source", "html", "excerpt", "renderVersion", "fingerprint", "createdAt")
  VALUES (1, ${number}, 0, '000${number}', 'approved', '', '${html}', '', 9, '${fingerprint}', '2026-03-01')`;

// PostgreSQL stores no NUL characters.
if (provider() === "sqlite")
  test("replaces NUL characters in stored texts with U+FFFD, as CommonMark does", async () => {
    const { url, raw } = await openBefore("20261126110100_no_nul");
    await raw.run(POST);
    await raw.run(oldComment(1, "a", "<p>Plain.</p>"));
    await raw.run(oldComment(2, "b", "<p>Plain.</p>"));
    await raw.run(
      `UPDATE "Comment" SET "source" = 'é' || char(0) || char(0) || '🦉' || char(0), "guestName" = NULL WHERE "number" = 1`,
    );
    await raw.run(`UPDATE "Comment" SET "source" = 'no NUL: é' WHERE "number" = 2`);
    await migrate(url, OURS);
    const rows = await raw.rows(
      'SELECT "source", typeof("source") AS "type", "guestName" FROM "Comment" ORDER BY "number"',
    );
    expect(rows).toEqual([
      { source: "é\ufffd\ufffd🦉\ufffd", type: "text", guestName: null },
      { source: "no NUL: é", type: "text", guestName: null },
    ]);
  });

test("removes address hashes from the ids of footnotes, and marks such comments to be rendered again", async () => {
  const { url, raw } = await openBefore("20261126113100_replies");
  const note = (prefix: string) =>
    `<a href="#${prefix}fn-1" id="${prefix}fnref-1" aria-describedby="${prefix}footnote-label">1</a>`;
  await raw.run(POST);
  await raw.run(oldComment(1, "Ab_-cd01x", note("c-Ab_-cd01-")));
  await raw.run(oldComment(2, "Ab_-cd02x", note("c-Ab_-cd02-")));
  await raw.run(oldComment(3, "Ab_-cd03x", "<p>Plain.</p>"));
  await migrate(url, OURS);
  const rows = await raw.rows('SELECT "html", "idPrefix", "renderVersion" FROM "Comment" ORDER BY "number"');
  const prefixes = rows.map((row) => String(row.idPrefix));
  expect(new Set(prefixes.filter((prefix) => /^c-[0-9a-f]{12}-$/.test(prefix))).size).toBe(3);
  expect(rows.map(({ html, renderVersion }) => [html, Number(renderVersion)])).toEqual([
    [note(prefixes[0] ?? ""), 0],
    [note(prefixes[1] ?? ""), 0],
    ["<p>Plain.</p>", 9],
  ]);
});

test("clears an imported e-mail address without a local part, and keeps others", async () => {
  const { url, raw } = await openBefore("20261126113200_no_address");
  await raw.run(POST);
  const addresses = ["@example.org", "ada@example.org"];
  for (const [index, address] of addresses.entries())
    await raw.run(`
      INSERT INTO "Comment" ("postId", "number", "depth", "path", "status", "source", "html", "excerpt", "renderVersion", "guestEmail", "createdAt")
      VALUES (1, ${index + 1}, 0, '000${index + 1}', 'approved', '', '', '', 9, '${address}', '2026-03-01')`);
  await migrate(url, OURS);
  expect(await raw.column('SELECT "guestEmail" FROM "Comment" ORDER BY "number"')).toEqual([
    null,
    "ada@example.org",
  ]);
});

test("clears a summary that was generated from the text, and keeps a typed one", async () => {
  const { url, raw } = await openBefore("20261126112200_typed_summaries");
  const insert = (id: number, summary: string) =>
    POST.replace("(1, 'x', 'X', ''", `(${id}, 'x${id}', 'X', '${summary}'`).replace(
      "'', '', '[]'",
      "'', 'Made.', '[]'",
    );
  await raw.run(`${insert(1, "Made.")};${insert(2, "Typed.")};${insert(3, "")}`);
  await migrate(url, OURS);
  expect(await raw.column('SELECT "summary" FROM "Post" ORDER BY "id"')).toEqual(["", "Typed.", ""]);
});

test("shows a summary as typed until its post is rendered again", async () => {
  const { url, raw } = await openBefore("20261126120001_summary_text");
  await raw.run(POST.replace("'X', ''", `'X', '"Typed".'`));
  await migrate(url, OURS);
  expect(await raw.column('SELECT "summaryText" FROM "Post"')).toEqual(['"Typed".']);
});

test("moves invitations to their own table, with the links requested through them, and deletes links of revoked ones", async () => {
  const { url, raw } = await openBefore("20261126130000_invitations");
  const at = "'2026-03-01'";
  await raw.run(`INSERT INTO "Person" ("id", "handle", "name", "createdAt")
    VALUES (1, 'anna', 'Anna', ${at}), (2, 'bea', 'Bea', ${at}), (3, 'cleo', 'Cleo', ${at})`);
  await raw.run(`INSERT INTO "Account" ("id", "personId", "email", "role", "webauthnId", "createdAt")
    VALUES (5, 1, 'anna@example.org', 'administrator', 'a', ${at}), (6, 2, 'bea@example.org', 'author', 'b', ${at})`);
  const token = (id: number, purpose: string, payload: object, [accountId, usedAt] = ["NULL", "NULL"]) => `
    INSERT INTO "Token" ("id", "hash", "purpose", "accountId", "payload", "createdAt", "expiresAt", "usedAt")
    VALUES (${id}, 'h${id}', '${purpose}', ${accountId}, '${JSON.stringify(payload)}', ${at}, '2026-03-15', ${usedAt})`;
  await raw.run(token(3, "invitation", { role: "author", by: 5, email: "d''e@example.org", personId: 3 }));
  await raw.run(token(4, "invitation", { role: "author", by: 5 }, ["6", "'2026-03-02'"]));
  // The tokens of a deleted account, of a deleted person, and of a version without roles.
  await raw.run(token(7, "invitation", { by: 55, personId: 33 }));
  await raw.run(token(8, "join", { email: "eli@example.org", invitation: 3 }));
  await raw.run(token(9, "join", { email: "fay@example.org", invitation: 1 }));
  await raw.run(token(10, "join", { email: "gil@example.org" }));
  await migrate(url, OURS);
  const invitations = await raw.rows(
    'SELECT "id", "hash", "role", "email", "personId", "inviterId", "joinedId", "usedAt" IS NULL AS "open" FROM "Invitation" ORDER BY "id"',
  );
  const plain = (rows: Record<string, unknown>[]) =>
    rows.map((row) => Object.values(row).map((value) => (typeof value === "bigint" ? Number(value) : value)));
  const [yes, no] = provider() === "sqlite" ? [1, 0] : [true, false];
  expect(plain(invitations)).toEqual([
    [3, "h3", "author", "d'e@example.org", 3, 5, null, yes],
    [4, "h4", "author", null, null, 5, 6, no],
    [7, "h7", "reader", null, null, null, null, yes],
  ]);
  const tokens = await raw.rows(
    'SELECT "id", "purpose", "invitationId", "payload" FROM "Token" ORDER BY "id"',
  );
  expect(
    plain(tokens).map(([id, purpose, of, payload]) => [id, purpose, of, JSON.parse(String(payload))]),
  ).toEqual([
    [8, "join", 3, { email: "eli@example.org" }],
    [10, "join", null, { email: "gil@example.org" }],
  ]);
  await raw.run(
    `INSERT INTO "Invitation" ("hash", "role", "createdAt", "expiresAt") VALUES ('new', 'reader', ${at}, ${at})`,
  );
  const [next] = plain(await raw.rows(`SELECT "id" FROM "Invitation" WHERE "hash" = 'new'`));
  expect(next).toEqual([8]);
});

test("gives each job of an earlier version the queue of its kind", async () => {
  const { url, raw } = await openBefore("20261126130100_job_queues");
  const queues = {
    ...{ "publish-post": "publishing", mail: "mail", backup: "backup", "re-render": "rendering" },
    ...{ "file-by-month": "rendering", "clear-writing": "rendering", prune: "rendering" },
    ...{ "prune-people": "rendering", "prune-replies": "rendering", "of-a-newer-version": "publishing" },
  };
  for (const kind of Object.keys(queues))
    await raw.run(`INSERT INTO "Job" ("kind", "payload", "status", "dueAt", "createdAt")
      VALUES ('${kind}', '{}', 'waiting', '2026-03-01', '2026-03-01')`);
  await migrate(url, OURS);
  const rows = await raw.rows('SELECT "kind", "queue" FROM "Job" ORDER BY "id"');
  expect(rows.map(({ kind, queue }) => [kind, queue])).toEqual(Object.entries(queues));
});

test("calls a removed comment without words erased, and gives no id of a deleted comment again", async () => {
  const { url, raw } = await openBefore("20261126140000_response_states");
  await raw.run(POST);
  const comment = (number: number, status: string) => `
    INSERT INTO "Comment" ("postId", "number", "depth", "path", "status", "source", "html", "excerpt", "renderVersion", "createdAt")
    VALUES (1, ${number}, 0, '000${number}', '${status}', '', '', '', 9, '2026-03-01')`;
  await raw.run(`${comment(1, "removed")};${comment(2, "held")};${comment(3, "approved")};
    DELETE FROM "Comment" WHERE "number" = 3`);
  await migrate(url, OURS);
  await raw.run(`INSERT INTO "Comment" ("postId", "status", "source", "html", "excerpt", "renderVersion", "createdAt")
    VALUES (1, 'held', '', '', '', 9, '2026-03-01')`);
  const rows = await raw.rows('SELECT "id", "number", "status" FROM "Comment" ORDER BY "id"');
  expect(rows).toEqual([
    { id: 1, number: 1, status: "erased" },
    { id: 2, number: 2, status: "held" },
    { id: 4, number: null, status: "held" },
  ]);
});

test("makes rows of a post's links, also of a sentence that was cut within a character, with those to comments resolved", async () => {
  const { url, raw } = await openBefore("20261126141000_links");
  const link = (href: string, sentence: string) =>
    `{"href":"${href}","local":true,"text":"x","sentence":"${sentence}"}`;
  const hrefs = [
    "/comments/1#x",
    "/comments/1",
    "/comments/01",
    "/comments/1/remove",
    "/comments/9",
    "/posts/y",
  ];
  const links = [
    ...hrefs.map((href) => link(href, "Whole \\ud83e\\udd89.")),
    link("/posts/z", "Half \\ud83e"),
  ];
  await raw.run(POST.replace("'[]', '[]', 0, 1", `'[]', '[${links.join(",")}]', 0, 1`));
  await raw.run(`INSERT INTO "Comment" ("id", "postId", "number", "path", "status", "source", "html", "excerpt", "renderVersion", "createdAt")
    VALUES (1, 1, 1, '0001', 'approved', '', '', '', 9, '2026-03-01')`);
  await raw.run(`INSERT INTO "FormerSlug" ("slug", "postId") VALUES ('once', 1)`);
  await migrate(url, OURS);
  const rows = await raw.rows(
    'SELECT "position", "href", "sentence", "targetCommentId" FROM "Link" ORDER BY "position"',
  );
  expect(rows.map(({ href, targetCommentId }) => [href, targetCommentId])).toEqual([
    ...[
      ["/comments/1#x", 1],
      ["/comments/1", 1],
      ["/comments/01", null],
      ["/comments/1/remove", null],
    ],
    ...[
      ["/comments/9", null],
      ["/posts/y", null],
      ["/posts/z", null],
    ],
  ]);
  expect(rows[0]?.sentence).toBe("Whole 🦉.".replace("🦉", "\ud83e\udd89"));
  expect(rows[6]?.sentence).toMatch(/^Half \ufffd+$/);
  expect(await raw.column('SELECT "path" FROM "FormerAddress"')).toEqual(["/posts/once"]);
});

const OWN_POST = `
  INSERT INTO "Post" ("slug", "title", "summary", "source", "status", "createdAt", "updatedAt", "html", "excerpt", "outline", "wordCount", "renderVersion")
  VALUES ('x', 'X', '', '', 'published', '2026-03-01', '2026-03-01', '', '', '[]', 0, 1)`;

test("hides the first steps of a site with an administrator and posts of its own, and of no other", async () => {
  const PERSON = `INSERT INTO "Person" ("id", "handle", "name", "createdAt") VALUES (1, 'ada', 'Ada', '2026-03-01')`;
  const account = (role: string) => `
    INSERT INTO "Account" ("personId", "email", "role", "webauthnId", "createdAt")
    VALUES (1, 'ada@example.org', '${role}', 'a', '2026-03-01')`;
  const answersOf = async (...rows: string[]) => {
    const { url, raw } = await openBefore("20261126171000_first_steps");
    for (const row of rows) await raw.run(row);
    await migrate(url, OURS);
    return (await raw.rows('SELECT "step", "answer" FROM "FirstStep"')).map((row) => ({ ...row }));
  };
  const sample = `UPDATE "Post" SET "sample" = true`;
  expect(await answersOf(OWN_POST, PERSON, account("administrator"))).toEqual([
    { step: "all", answer: "skipped" },
  ]);
  expect(await answersOf(OWN_POST, sample, PERSON, account("administrator"))).toEqual([]);
  expect(await answersOf(OWN_POST, PERSON, account("editor"))).toEqual([]);
  expect(await answersOf(PERSON, account("administrator"))).toEqual([]);
});

test("dates conversations by what everyone can read", async () => {
  const { url, raw } = await openBefore("20261129140000_responded_at_of_readable");
  await raw.run(OWN_POST);
  const comment = (id: number, status: string, at: string) =>
    `INSERT INTO "Comment" ("id", "postId", "number", "path", "status", "source", "html", "excerpt", "renderVersion", "createdAt") VALUES (${id}, 1, ${id}, '000${id}', '${status}', '', '', '', 1, '${at}')`;
  await raw.run(comment(1, "approved", "2026-03-01"));
  await raw.run(comment(2, "removed", "2026-03-02"));
  await migrate(url, OURS);
  const [post] = await raw.rows('SELECT "respondedAt" FROM "Post"');
  expect(JSON.stringify(post)).toContain("2026-03-01");
});

test("lets each upload that was replaced point to what stands in its place now", async () => {
  const { url, raw } = await openBefore("20261128140000_media_replacements");
  const upload = (id: number, replacedById: number | "NULL") =>
    `INSERT INTO "Media" ("id", "hash", "name", "replacedById", "createdAt") VALUES (${id}, '${id}', 'a.jpg', ${replacedById}, '2026-03-01')`;
  // A row refers to a later one: the last comes first.
  const LAST = 21;
  await raw.run(upload(LAST, "NULL"));
  for (let id = LAST - 1; id > 0; id--) await raw.run(upload(id, id + 1));
  await raw.run(upload(30, "NULL"));
  await raw.run(upload(31, 30));
  await migrate(url, OURS);
  const rows = await raw.rows('SELECT "id", "replacedById" FROM "Media" ORDER BY "id"');
  expect(rows.map(({ replacedById }) => replacedById && Number(replacedById))).toEqual([
    ...Array.from({ length: LAST - 1 }, () => LAST),
    ...[null, null, 30],
  ]);
});
