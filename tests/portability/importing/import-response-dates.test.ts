// Dates of responses, when first imported and when imported again.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { importContent } from "~/portability/importing/import-content.server";
import { saveSettings } from "~/site/site.server";
import { writeContent } from "../../cli/content";
import { openDeps } from "../../factories/database";
import { buildSettings } from "../../factories/settings";

const files = (postDate: string, ...responses: string[]) => ({
  "people/ken.md": "---\nhandle: ken\nname: Ken\n---\n",
  "posts/a.md": `---\ntitle: A\nslug: a\ndate: ${postDate}\nbyline: [ken]\n---\nThe text.\n`,
  "conversations/a.yml": `post: a\nresponses:\n${responses.join("")}`,
});
const response = (at: string, body: string, more = "") =>
  `  - name: Ada\n    at: ${at}\n    body: ${body}\n${more}`;

async function openInNewYork() {
  const deps = await openDeps();
  await saveSettings(deps, buildSettings({ timeZone: "America/New_York" }));
  const imports = async (folder: string) => {
    const { responses, problems } = await importContent(deps, folder, { name: "test" });
    expect(problems).toEqual([]);
    const rows = await deps.db.comment.findMany({ orderBy: { number: "asc" } });
    return { responses, rows: rows.map(({ source, createdAt }) => [source, createdAt.toISOString()]) };
  };
  return { deps, imports };
}

test("reads a response's date and time without an offset in the site's time zone", async () => {
  const { imports } = await openInNewYork();
  const folder = writeContent(
    files("2026-02-01", response("2026-03-01", "Day."), response("2026-03-02T09:30:00", "Time.")),
  );
  const rows = [
    ["Day.", "2026-03-01T05:00:00.000Z"],
    ["Time.", "2026-03-02T14:30:00.000Z"],
  ];
  expect((await imports(folder)).rows).toEqual(rows);
  expect(await imports(folder)).toEqual({
    responses: { found: 2, added: 0, changed: 0, unchanged: 2 },
    rows,
  });
});

test("never dates a response before its post or its parent on the same day", async () => {
  const { imports } = await openInNewYork();
  const reply = "    replies:\n      - name: Bo\n        at: 2026-03-02\n        body: Reply.\n";
  const folder = writeContent(
    files(
      "2026-03-01T18:00:00Z",
      response("2026-03-01", "Day."),
      response("2026-03-02T20:00:00Z", "Late.", reply),
    ),
  );
  const rows = [
    ["Day.", "2026-03-01T18:00:00.000Z"],
    ["Late.", "2026-03-02T20:00:00.000Z"],
    ["Reply.", "2026-03-02T20:00:00.000Z"],
  ];
  expect((await imports(folder)).rows).toEqual(rows);
  // Also if the folder no longer contains the post.
  const again = writeContent({
    "conversations/a.yml": files("", response("2026-03-01", "Day."))["conversations/a.yml"],
  });
  expect((await imports(again)).rows).toEqual(rows);
});

test("adds no duplicates to a folder imported when dates began at midnight UTC, with or without origins", async () => {
  const { deps, imports } = await openInNewYork();
  const folder = writeContent(
    files("2026-02-01", response("2026-03-01", "Marked."), response("2026-03-02", "Unmarked.")),
  );
  await imports(folder);
  for (const [source, day] of [
    ["Marked.", "01"],
    ["Unmarked.", "02"],
  ] as const)
    await deps.db.comment.updateMany({
      where: { source },
      data: {
        createdAt: new Date(`2026-03-${day}T00:00:00Z`),
        ...(source === "Unmarked." && { origin: null }),
      },
    });
  const { responses, rows } = await imports(folder);
  expect(responses).toEqual({ found: 2, added: 0, changed: 2, unchanged: 0 });
  expect(rows).toEqual([
    ["Marked.", "2026-03-01T05:00:00.000Z"],
    ["Unmarked.", "2026-03-02T05:00:00.000Z"],
  ]);
  writeFileSync(
    path.join(folder, "conversations/a.yml"),
    files("", response("2026-03-01", "Corrected."))["conversations/a.yml"],
  );
  expect((await imports(folder)).rows[0]).toEqual(["Corrected.", "2026-03-01T05:00:00.000Z"]);
});
