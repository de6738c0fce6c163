// PDFs over HTTP: shown to their uploader, linked in texts, and served as downloads.

import { afterAll, beforeAll, expect, test } from "vitest";
import { publishDraftVersion } from "~/flows/writing/publish-draft.server";
import { sizeOf } from "~/platform/size";
import { buildPdf } from "../../../factories/documents";
import { createDraft } from "../../../factories/drafts";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { sendFile, upload } from "../../../factories/uploads";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let amy: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  amy = await createMember(site.services.db, "amy", { role: "author" });
});
afterAll(() => site.close());

const visitor = () => new Visitor(site, amy.cookie);

async function publish(title: string, source: string): Promise<string> {
  const draftId = await createDraft(site.services.db, amy, { title, source, writers: "amy" });
  const deps = { ...site.services, publicUrl: site.address };
  await publishDraftVersion(deps as never, amy, { draftId, version: 1 }, new Date());
  return (await site.get(`/posts/${title.toLowerCase()}`)).text();
}

test("its page shows what the file says of itself, and its title can be changed", async () => {
  const file = await buildPdf({ title: "Final_v3 [draft]", author: "Ada <Bo>", pages: 12 });
  const form = await sendFile(site, amy, { file, name: "Report.pdf" }, "/media/upload");
  const here = form.headers.get("location") ?? "";
  const { html } = await visitor().get(here);
  for (const words of ["Ada &lt;Bo&gt;", "Scribe 3", "12 pages", "[Final\\_v3 \\[draft\\]](/media/"])
    expect(html).toContain(words);
  expect(html).not.toContain('name="alt"');
  const empty = await visitor().post(here, { as: String(amy.id), title: " " });
  expect([empty.status, empty.html]).toEqual([422, expect.stringContaining("Give the document a title")]);
  const renamed = await visitor().post(here, { as: String(amy.id), title: "Annual report" });
  expect(renamed.status).toBe(303);
  expect((await visitor().get("/media")).html).toMatch(/document-icon[\s\S]*Annual report/);
});

test("a text links it with title, pages and size, and readers download the very bytes", async () => {
  const file = await buildPdf({ title: "Cups & tables", pages: 3 });
  const answer = await upload(site, amy, { file, name: "Tassen Tische.PDF" });
  const { address, markdown } = answer;
  expect(answer).toMatchObject({
    kind: "document",
    note: "The file says of itself: title “Cups & tables”, made with “Scribe 3”. That stays in it.",
  });
  expect(markdown).toBe(`[Cups \\& tables](${address})`);
  expect(address).toMatch(/\/tassen-tische\.pdf$/);
  const page = await publish("Linked", `${markdown}\n\n[Ours](${address})\n\n![](${address})`);
  const facts = `(PDF, 3 pages, ${sizeOf(file.length)})`;
  const titled = `Cups &amp; tables ${facts}</a>`;
  expect(page.split(titled).length - 1).toBe(2);
  expect(page).toContain(`Ours ${facts}</a>`);
  const got = await site.get(address);
  expect(Object.fromEntries(got.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'attachment; filename="tassen-tische.pdf"',
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  expect(Buffer.from(await got.arrayBuffer())).toEqual(file);
});

test("a document without a title is called as its file, or as its uploader says", async () => {
  const named = await upload(site, amy, { file: await buildPdf({ pages: 2 }), name: "Saal \u202eplan.pdf" });
  expect(named.markdown).toContain("[Saal plan](");
  const said = { file: await buildPdf({ pages: 4 }), fields: { alt: "The plan" } };
  expect((await upload(site, amy, said)).markdown).toContain("[The plan](");
});

test.each([
  ["a damaged PDF", async () => (await buildPdf()).subarray(0, -40), "damaged"],
  [
    "a PDF of more than 20 MB",
    async () => Buffer.concat([await buildPdf(), Buffer.alloc(20_000_000)]),
    "it may have 20 MB",
  ],
])("refuses %s, with what to do", async (_what, make, words) => {
  const answer = await sendFile(site, amy, { file: await make(), name: "a.pdf" });
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(words)]);
});
