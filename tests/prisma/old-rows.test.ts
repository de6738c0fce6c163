// What migrations do to existing rows.

import { expect, test } from "vitest";
import { migrate } from "~/platform/database/migrate.server";
import { provider } from "../factories/database";
import { OURS, openBefore } from "../platform/database/migrations";

const POST = `
  INSERT INTO "Post" ("id", "slug", "title", "summary", "source", "status", "createdAt", "updatedAt", "html", "excerpt", "outline", "links", "wordCount", "renderVersion")
  VALUES (1, 'x', 'X', '', '', 'published', '2026-03-01', '2026-03-01', '', '', '[]', '[]', 0, 1)`;

/** A comment of the time when ids of footnotes began with a hash of the commenter's address. */
const oldComment = (number: number, fingerprint: string, html: string) => `
  INSERT INTO "Comment" ("postId", "number", "depth", "path", "status", "source", "html", "excerpt", "renderVersion", "fingerprint", "createdAt")
  VALUES (1, ${number}, 0, '000${number}', 'approved', '', '${html}', '', 9, '${fingerprint}', '2026-03-01')`;

test.runIf(provider() === "sqlite")(
  "replaces NUL characters in stored texts with U+FFFD, as CommonMark does",
  async () => {
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
  },
);

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
