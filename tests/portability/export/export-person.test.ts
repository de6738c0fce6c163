import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { spendInvitation } from "~/accounts/joining/invitation.server";
import { revokeInvitation } from "~/accounts/joining/invitation-ends.server";
import { askToChangeEmail } from "~/accounts/mail/email-change.server";
import { draftPost } from "~/flows/publishing/publish-post.server";
import { exportPerson } from "~/portability/export/export-person.server";
import { importContent } from "~/portability/importing/import-content.server";
import { openDeps, SITE_URL, temporaryFolder } from "../../factories/database";
import { unpack } from "../../factories/exports";
import { createInvitation } from "../../factories/invitations";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";

async function openFilled() {
  const deps = { ...(await openDeps()), siteUrl: SITE_URL };
  const ada = await createMember(deps.db, "ada", { name: "Ada: “Farrow”", role: "author" });
  const source = "---\nA line.\n\n\tcode\n\n“Quoted”: *yes* 🪑";
  const postId = await createPost(deps, {
    ...{ slug: "mine", title: "Mine: a #title", source, writers: ["ada"], tags: ["the profession", "yes"] },
    ...{ summary: "In a sentence: 'so'." },
  });
  await draftPost(deps, buildPost({ slug: "begun", writers: ["ada"] }), NOW);
  const theirs = await createComment(deps, postId, {
    ...{ name: "Bo", email: "bo@example.org", body: "Their words." },
  });
  const mine = await createComment(deps, postId, { to: theirs, body: "My *words*." }, { viewer: ada });
  const asGuest = await createComment(deps, postId, { name: "A.", email: ada.email, body: "Before." });
  return { deps, ada, postId, source, theirs, mine, asGuest };
}

const json = (files: Map<string, string>, name: string) => JSON.parse(files.get(name) ?? "");

test("exports all posts, comments and data of a person, with their addresses", async () => {
  const { deps, ada, theirs, mine, asGuest } = await openFilled();
  const files = await unpack(deps, ada);
  expect([...files.keys()].sort()).toEqual(
    [
      ...["README.md", "account.json", "profile.json", "comments.json", "people/ada.md", "posts/mine.md"],
      ...["not-published/begun.md", `comments/${mine}.md`, `comments/${asGuest}.md`],
    ].sort(),
  );
  expect(json(files, "comments.json")[0]).toMatchObject({
    file: `comments/${mine}.md`,
    address: `${SITE_URL}/comments/${mine}`,
    post: `${SITE_URL}/posts/mine`,
    answers: `${SITE_URL}/comments/${theirs}`,
  });
  expect(files.get(`comments/${mine}.md`)).toMatch(/^---\naddress: [\s\S]*\n---\n\nMy \*words\*\.\n$/);
  expect(json(files, "account.json")).toMatchObject({
    ...{ email: "ada@example.org", role: "author", hasPassword: true, passkeys: [], identities: [] },
    sessions: [{ device: "A test", address: "192.0.2.17" }],
  });
});

test("exports no words or addresses of other people, and no secrets of the account", async () => {
  const { deps, ada } = await openFilled();
  await askToChangeEmail(deps, ada.accountId, "ada@elsewhere.example", NOW);
  await createInvitation(deps.db, { role: "contributor", email: "bo@example.org", inviterId: ada.accountId });
  const account = await deps.db.account.findUniqueOrThrow({ where: { id: ada.accountId } });
  const all = [...(await unpack(deps, ada)).values()].join("\n");
  expect(all).toContain("ada@elsewhere.example");
  expect(all).toContain('"purpose": "email-old"');
  expect(all).toContain('"role": "contributor"');
  const hashed = [...(await deps.db.token.findMany()), ...(await deps.db.invitation.findMany())];
  const hashes = hashed.map(({ hash }) => hash);
  const [session] = await deps.db.session.findMany();
  const secret = [account.passwordHash ?? "", account.webauthnId, session?.tokenHash ?? "", ...hashes];
  for (const never of ["Their words", "bo@example.org", "Bo", ...secret]) expect(all).not.toContain(never);
});

test("exports the invitations that a person made, revoked ones too, with recipients only to administrators", async () => {
  const { deps, ada } = await openFilled();
  const inviterId = ada.accountId;
  await createInvitation(deps.db, { role: "contributor", email: "bo@example.org", inviterId });
  await createInvitation(deps.db, { role: "author", inviterId });
  await createInvitation(deps.db, { role: "editor", inviterId });
  const rows = await deps.db.invitation.findMany({ orderBy: { id: "asc" } });
  const cy = await createMember(deps.db, "cy", { name: "Cy" });
  await deps.db.write(async (tx) => {
    await spendInvitation(tx, rows[1]?.id ?? 0, cy.accountId, NOW);
    await revokeInvitation(tx, rows[2]?.id ?? 0, NOW);
  });
  const made = async () => json(await unpack(deps, ada), "account.json").invitationsMade as object[];
  const [at, none] = [NOW.toISOString(), null];
  const theirs = [
    { role: "contributor", usedAt: none, revokedAt: none },
    { role: "author", usedAt: at, revokedAt: none },
    { role: "editor", usedAt: none, revokedAt: at },
  ];
  const times = { createdAt: at, expiresAt: expect.any(String) };
  expect(await made()).toEqual(theirs.map((one) => ({ ...one, ...times })));
  await deps.db.account.update({ where: { id: inviterId }, data: { role: "administrator" } });
  expect((await made()).map((one) => ({ ...one, ...times }))).toEqual([
    { ...theirs[0], ...times, email: "bo@example.org", joined: none },
    { ...theirs[1], ...times, email: none, joined: { handle: "cy", name: "Cy" } },
    { ...theirs[2], ...times, email: none, joined: none },
  ]);
});

test("exports posts that another site can import unchanged", async () => {
  const { deps, ada, source, postId } = await openFilled();
  const folder = temporaryFolder();
  for (const [name, words] of await unpack(deps, ada)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), words);
  }
  const elsewhere = await openDeps();
  const { problems, posts } = await importContent(elsewhere, folder, { name: "test" });
  expect([problems, posts.published]).toEqual([[], 1]);
  const row = {
    title: true,
    slug: true,
    source: true,
    summary: true,
    publishedAt: true,
    html: true,
  } as const;
  const imported = await elsewhere.db.post.findFirst({ select: row });
  expect(imported).toEqual(await deps.db.post.findUnique({ where: { id: postId }, select: row }));
  expect(imported?.source).toBe(source);
  expect(await elsewhere.db.person.findFirst({ select: { name: true } })).toEqual({ name: "Ada: “Farrow”" });
  expect(await elsewhere.db.tag.findMany({ select: { name: true }, orderBy: { id: "asc" } })).toEqual([
    { name: "the profession" },
    { name: "yes" },
  ]);
});

test("refuses an export over the limit instead of truncating it", async () => {
  const { deps, ada } = await openFilled();
  expect(await exportPerson({ ...deps, maxBytes: 2_000 }, ada, NOW)).toEqual({
    ok: false,
    reason: "export.too-large",
  });
});

test("a post keeps its language, its licence and noindex through an export and an import", async () => {
  const deps = { ...(await openDeps()), siteUrl: SITE_URL };
  const ada = await createMember(deps.db, "ada", { role: "author" });
  await createPost(deps, {
    slug: "hawl",
    writers: ["ada"],
    language: "cy",
    licence: "cc-by-sa-4.0",
    noindex: true,
  });
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "posts"));
  const file = (await unpack(deps, ada)).get("posts/hawl.md") ?? "";
  writeFileSync(path.join(folder, "posts", "hawl.md"), file);
  writeFileSync(path.join(folder, "site.md"), "---\nname: Y Bwrdd\nlicence: cc-by-4.0\n---\n");

  const other = await openDeps();
  await createMember(other.db, "ada");
  expect((await importContent(other, folder, { name: "test" })).problems).toEqual([]);
  expect(await other.db.post.findFirst()).toMatchObject({
    language: "cy",
    licence: "cc-by-sa-4.0",
    noindex: true,
  });
  expect(await other.db.site.findFirst()).toMatchObject({ licence: "cc-by-4.0" });
});
