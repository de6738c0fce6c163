// A member's own data over HTTP: claim, delete, export, leave.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, PASSWORD, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
let postId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { BACKUP_KEEP: "9" } });
  postId = await createPost(site.services, { slug: "first" });
});
afterAll(() => site.close());

const as = ({ cookie }: TestMember) => ({ headers: { Cookie: cookie } });
const textOf = async (path: string, who?: TestMember) => (await site.get(path, who && as(who))).text();
const commentOf = (id: number) => site.services.db.comment.findUnique({ where: { id } });

test("lists a new member's comments by e-mail address, and claims the chosen ones", async () => {
  const first = await createComment(site.services, postId, {
    email: "cleo@example.org",
    body: "Said before.",
  });
  const second = await createComment(site.services, postId, { email: "cleo@example.org", name: "C." });
  const cleo = await createMember(site.services.db, "cleo");
  expect(await textOf("/settings?joined", cleo)).toContain("2 guest comments have your");
  expect(await textOf("/settings", cleo)).not.toContain("guest comments have your");
  expect(await textOf("/settings/data", cleo)).toContain("2 comments");
  const list = await textOf("/settings/comments", cleo);
  for (const words of ["Said before.", "As C., on", `name="comment-${first}"`]) expect(list).toContain(words);

  const nothing = await site.post("/settings/comments", {}, as(cleo));
  expect([nothing.status, await nothing.text()]).toEqual([
    422,
    expect.stringContaining("Select the comments that are yours"),
  ]);
  const some = await site.post("/settings/comments", { [`comment-${first}`]: "on" }, as(cleo));
  expect(some.headers.get("Location")).toBe("/settings/comments?done=1");
  expect(await commentOf(first)).toMatchObject({ personId: cleo.id });
  expect(await commentOf(second)).toMatchObject({ personId: null });
  const page = await textOf("/posts/first");
  expect(page).toContain('<a href="/people/cleo"><bdi>cleo</bdi></a>');
  await site.post("/settings/comments", { which: "all" }, as(cleo));
  expect(await textOf("/settings/comments?done=1", cleo)).toContain("There are no more guest comments");
});

test("deletes a comment for its author after a confirmation", async () => {
  const dora = await createMember(site.services.db, "dora");
  const eve = await createMember(site.services.db, "eve");
  const id = await createComment(site.services, postId, { body: "Rash words." }, { viewer: dora });
  const reply = await createComment(site.services, postId, { to: id });
  const remove = `/comments/${id}/remove`;
  expect(await textOf("/posts/first", dora)).toContain(remove);
  expect(await textOf("/posts/first", eve)).not.toContain(remove);
  expect(await textOf("/posts/first")).not.toContain(remove);
  expect((await site.get(remove)).headers.get("Location")).toBe(`/sign-in?to=%2Fcomments%2F${id}%2Fremove`);
  expect([(await site.get(remove, as(eve))).status, (await site.post(remove, {}, as(eve))).status]).toEqual([
    404, 404,
  ]);
  expect(await textOf(remove, dora)).toContain("Rash words.");

  const stale = await site.post(remove, { as: String(eve.id) }, as(dora));
  expect(stale.status).toBe(409);
  const done = await site.post(remove, { as: String(dora.id) }, as(dora));
  expect([done.status, done.headers.get("Location")]).toEqual([
    303,
    `/posts/first?done=deleted-${id}#comment-${id}`,
  ]);
  const page = await textOf("/posts/first");
  expect(page).not.toContain("Rash words.");
  expect(page).toContain("Deleted by its author.");
  expect(page).toContain(`id="comment-${id}"`);
  expect(page).not.toContain(`/respond?to=${id}#`);
  expect(page).toContain(`/respond?to=${reply}#`);
  expect((await site.get(`/comments/${id}`)).headers.get("Location")).toBe(`/posts/first#comment-${id}`);
  expect(await textOf("/")).not.toContain("Rash words.");
});

test("exports a member's data after the password, as a file that is not cached", async () => {
  const fay = await createMember(site.services.db, "fay");
  expect((await site.post("/settings/data", { proof: PASSWORD })).status).toBe(401);
  const refused = await site.post("/settings/data", { proof: "wrong" }, as(fay));
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining("password is incorrect"),
  ]);
  const answer = await site.post("/settings/data", { as: String(fay.id), proof: PASSWORD }, as(fay));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="fay.zip"');
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([bytes.subarray(0, 2).toString(), bytes.includes("account.json")]).toEqual(["PK", true]);
});

test("deletes an account after a choice and the password, and keeps the choice after a refusal", async () => {
  const gus = await createMember(site.services.db, "gus", { name: "Gus Holm", role: "author" });
  await createPost(site.services, { slug: "by-gus", writers: ["gus"] });
  const id = await createComment(site.services, postId, { body: "Gus was here." }, { viewer: gus });
  const leave = "/settings/data/leave";
  expect(await textOf(leave, gus)).toContain("the newest 9 are kept");
  const unsaid = await site.post(leave, { proof: PASSWORD }, as(gus));
  expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringContaining("Please choose what")]);
  const wrong = await site.post(leave, { way: "anonymise", proof: "wrong" }, as(gus));
  const page = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(page).toMatch(
    /<input type="radio"[^>]*checked=""[^>]*value="anonymise"|value="anonymise"[^>]*checked=""/,
  );
  expect(page).not.toContain("wrong");

  const left = await site.post(leave, { way: "anonymise", proof: PASSWORD, as: String(gus.id) }, as(gus));
  expect([left.status, left.headers.get("Location")]).toEqual([303, "/left"]);
  expect(left.headers.get("Set-Cookie")).toMatch(/^session=; Max-Age=0/);
  expect(await textOf("/left", gus)).toContain("Your account is deleted");
  expect((await site.get("/settings", as(gus))).status).toBe(302);
  expect((await site.get("/people/gus")).status).toBe(410);
  expect((await site.get(`/people/former-${gus.id}`)).status).toBe(410);
  const post = await textOf("/posts/by-gus");
  expect(post).toContain("by <bdi>A former member</bdi>");
  expect(post + (await textOf("/"))).not.toMatch(/Gus Holm|people\/(gus|former)/);
  const conversation = await textOf("/posts/first");
  expect(conversation).toContain("Gus was here.");
  expect(conversation).toContain(`by A former member"`);
  expect(await commentOf(id)).toMatchObject({ personId: gus.id });
});

test("refuses to delete the last administrator's account with 409 and instructions", async () => {
  const ida = await createMember(site.services.db, "ida", { role: "administrator" });
  const answer = await site.post("/settings/data/leave", { way: "remove", proof: PASSWORD }, as(ida));
  expect([answer.status, await answer.text()]).toEqual([
    409,
    expect.stringContaining("You are the last administrator"),
  ]);
});

test("refuses a form to delete an account that another member opened, also without passwords", async () => {
  const [ned, ola] = [
    await createMember(site.services.db, "ned", { password: null }),
    await createMember(site.services.db, "ola", { password: null }),
  ];
  const form = await textOf("/settings/data/leave", ned);
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="(\w*)"/g)];
  const fields = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
  const back = await site.post("/settings/data/leave", { ...fields, way: "remove" }, as(ola));
  const page = await back.text();
  expect([back.status, page]).toEqual([409, expect.stringContaining("Open the form again")]);
  expect(page).not.toContain("Send again");
});

test("redirects a member from the page that confirms a deletion", async () => {
  const pia = await createMember(site.services.db, "pia");
  const answer = await site.get("/left", { ...as(pia), redirect: "manual" });
  expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/settings/data"]);
});
