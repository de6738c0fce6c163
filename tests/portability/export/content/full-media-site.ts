// A site with uploads of all kinds and in all places.

import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { replaceUpload, takeUploadOff } from "~/flows/media/change-upload.server";
import { editPost } from "~/flows/publishing/publish-post.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { buildPdf } from "../../../factories/documents";
import { createDraft } from "../../../factories/drafts";
import { createPage } from "../../../factories/pages";
import { createMember } from "../../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";
import { buildPicture } from "../../../factories/uploads";
import { depsOf, keep, nameIn, openMediaSite } from "./media-sites";

const animation = () =>
  sharp(Buffer.concat([Buffer.alloc(30 * 20 * 4, 90), Buffer.alloc(30 * 20 * 4, 200)]), {
    raw: { width: 30, height: 40, channels: 4, pageHeight: 20 },
  })
    .gif()
    .toBuffer();

const transparent = () =>
  sharp({ create: { width: 40, height: 30, channels: 4, background: { r: 9, g: 99, b: 9, alpha: 0.4 } } })
    .png()
    .toBuffer();

export async function openFullSite() {
  const site = await openMediaSite();
  const { db } = site;
  await saveSettings(site, buildSettings({}));
  const people = { password: null, role: "author" } as const;
  const ken = await createMember(db, "ken", people);
  const maren = await createMember(db, "maren", people);
  const editor = await createMember(db, "quiet-editor", { password: null, role: "editor" });
  const shared = await buildPicture(50, 40, "#123456");
  const files = {
    room: await keep(site, ken, "Reading Room.jpg", await buildPicture(3000, 40), { alt: "A: room #1" }),
    moving: await keep(site, ken, "Waves.gif", await animation(), { decorative: true }),
    clear: await keep(site, editor, "Logo.png", await transparent()),
    report: await keep(site, ken, "Annual.pdf", await buildPdf({ title: "Annual: report" })),
    kens: await keep(site, ken, "Shared.jpg", shared, { alt: "As Ken sees it" }),
    marens: await keep(site, maren, "Shared.jpg", shared, { alt: "As Maren sees it" }),
    face: await keep(site, maren, "Face.jpg", await buildPicture(60, 60, "#654321")),
    old: await keep(site, ken, "Old.jpg", await buildPicture(70, 60, "#111111")),
    gone: await keep(site, ken, "Gone.jpg", await buildPicture(71, 60, "#222222")),
    private: await keep(site, ken, "Private.jpg", await buildPicture(72, 60, "#333333"), {
      alt: "UNFINISHED",
    }),
    unused: await keep(site, maren, "Unused.jpg", await buildPicture(73, 60, "#444444"), { alt: "UNUSED" }),
    earlier: await keep(site, ken, "Earlier.jpg", await buildPicture(74, 60, "#555555")),
  };
  const bio = `![Face](${files.face.address})`;
  const personId = await upsertPerson(site, { handle: "maren", name: "maren", bio }, NOW);
  await nameIn(site, { personId }, bio);
  const intro = `<img src="${files.kens.address}" alt="Shared">`;
  const seriesId = await upsertSeries(site, { slug: "prn", title: "PRN", intro, status: "under way" }, NOW);
  await nameIn(site, { seriesId }, intro);
  const about = `![Logo][1] and ![](${site.siteUrl}${files.room.address.replace(/[^/]+$/, "480.webp")})\n\n[1]: ${files.clear.address} "Our logo"`;
  const pageId = await createPage(site, { source: about });
  await nameIn(site, { pageId }, about);
  const first = [
    `![The room](<${files.room.address}> "A caption")`,
    `![](${files.moving.address})`,
    `[](${files.report.address})`,
    `![Shared](${files.kens.address})`,
    `![Old](${files.old.address})`,
    `![Gone](${files.gone.address})`,
    `It stood at ${files.room.address} and \`../media/old.jpg\`, ![never](../media/never.jpg).`,
  ].join("\n\n");
  const before = buildPost({ slug: "first", source: `![Earlier](${files.earlier.address})` });
  const postId = await createPost(site, before);
  await editPost(site, postId, { ...before, source: first, series: "prn", part: 1 }, NOW);
  await createPost(site, {
    slug: "second",
    source: `![Shared](${files.marens.address}) ![Not hers](${files.private.address})`,
    writers: ["maren"],
  });
  const body = `[The report](${files.report.address})`;
  const commentId = await createComment(site, postId, { body }, { viewer: maren });
  await nameIn(site, { commentId }, body);
  const source = `![P](${files.private.address}) ![R](${files.room.address})`;
  const draftId = await createDraft(db, ken, { title: "UNFINISHED", source });
  await nameIn(site, { draftId }, source);

  // Whose address she learnt, without a right to show it.
  await db.mediaUse.deleteMany({ where: { mediaId: files.private.id, draftId: null } });

  const upload = path.join(site.storeFolder, "new");
  writeFileSync(upload, await buildPicture(75, 60, "#666666"));
  const sent = { field: "file", file: upload, name: "New.jpg", bytes: 1 };
  const deps = depsOf(site);
  await replaceUpload(deps, ken, files.old.id, sent, { alt: "", decorative: false }, NOW);
  rmSync(upload);
  await takeUploadOff(deps, ken, files.gone.id, NOW);
  return { site, files, ken, maren };
}
