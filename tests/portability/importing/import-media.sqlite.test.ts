// Files that people put into media/ by hand, and folders that are made to do harm.

import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { takeUploadOff } from "~/flows/media/change-upload.server";
import { writeContent } from "../../cli/content";
import { temporaryFolder } from "../../factories/database";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";
import { buildHugePng, buildPicture } from "../../factories/uploads";
import { importInto, keep, openMediaSite, readDocuments } from "../export/content/media-sites";

readDocuments();

const KEN = "---\nhandle: ken\nname: Ken\n---\n";
const post = (text: string) => `---\ntitle: One\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\n---\n\n${text}\n`;

/** A folder with a post, and files in media/. */
function writeFolder(
  text: string,
  media: Record<string, Buffer | string>,
  more: Record<string, string> = {},
) {
  const folder = writeContent({ "people/ken.md": KEN, "posts/one.md": post(text), ...more });
  mkdirSync(path.join(folder, "media"));
  for (const [name, bytes] of Object.entries(media)) writeFileSync(path.join(folder, "media", name), bytes);
  return folder;
}

const told = (list: { file: string; line: number; message: string }[]) =>
  list.map(({ file, line, message }) => `${path.basename(file)}:${line} ${message}`);

const sources = async ({ db }: Awaited<ReturnType<typeof openMediaSite>>) =>
  (await db.post.findMany()).map(({ source }) => source);

test("pictures that somebody puts into media/ and links to are kept, however the link is written", async () => {
  const site = await openMediaSite();
  const photo = await sharp(await buildPicture(300, 200))
    .withExif({ IFD3: { GPSLatitude: "51/1 30/1 0/1" } })
    .toBuffer();
  const text = [
    "![May](<../media/Reading Room (May).jpg>)",
    "![May](../media/Reading%20Room%20\\(May\\).jpg)",
    "![May](media/Reading%20Room%20(May).jpg)",
    '<img src="./media/caf%C3%A9.jpg">',
    "[r]: ../../media/100%.jpg",
    "`![No](../media/unnamed.jpg)` ../media/100%.jpg",
  ];
  const files = {
    "Reading Room (May).jpg": photo,
    "cafe\u0301.jpg": photo,
    "100%.jpg": await buildPicture(20, 20),
  };
  const folder = writeFolder(text.join("\n\n"), { ...files, "loose.jpg": photo });
  const report = await importInto(site, folder);
  expect(report.problems).toEqual([]);
  expect(told(report.unread)).toEqual([
    "loose.jpg:0 isn't imported: no text links to it, such as with ![What it shows](../media/loose.jpg)",
  ]);
  const [source = ""] = await sources(site);
  const uploads = await site.db.media.findMany({ orderBy: { name: "asc" }, include: { file: true } });
  const addresses = uploads.map(({ hash, name }) => `/media/${hash}/${name}`);
  expect(addresses.map((address) => [path.basename(address), source.split(address).length - 1])).toEqual([
    ["100.jpg", 1],
    ["cafe.jpg", 1],
    ["reading-room-may.jpg", 3],
  ]);
  // Nobody owns them, and where a photograph was taken is gone.
  expect(uploads.map(({ ownerId }) => ownerId)).toEqual([null, null, null]);
  for (const { file } of uploads) {
    const key = `${file?.hash.slice(0, 2)}/${file?.hash}/master.jpg`;
    const parts: Buffer[] = [];
    for await (const part of (await site.mediaStore.get(key)) ?? []) parts.push(part as Buffer);
    expect((await sharp(Buffer.concat(parts)).metadata()).exif).toBeUndefined();
  }
  const again = await importInto(site, folder);
  expect([again.media, again.posts.unchanged, await sources(site)]).toEqual([
    { added: 0, unchanged: 3 },
    1,
    [source],
  ]);
});

test("a folder that is made to do harm gets nothing onto the site, and each file says why", async () => {
  const site = await openMediaSite();
  const secret = path.join(temporaryFolder(), "secret.jpg");
  writeFileSync(secret, await buildPicture());
  const picture = await buildPicture(40, 40);
  const names = [
    "drawing.svg",
    "page.gif",
    "huge.png",
    "link.jpg",
    "long.jpg",
    "half.jpg",
    "false.pdf",
    "../secret.jpg",
  ];
  const links = names.map((name) => `![x](../media/${name})`).join(" ");
  const folder = writeFolder(
    `${links} ![x](../media/%2e%2e/secret.jpg) ![x](../media/..%2f..%2fsecret.jpg)`,
    {
      "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "page.gif": "GIF89a<script>alert(1)</script>",
      "huge.png": await buildHugePng(50_000, 50_000),
      "long.jpg": "",
      "half.jpg": picture.subarray(0, picture.length / 2),
      "false.pdf": "%PDF-1.7\n%%EOF",
    },
    {
      "media.yml": [
        "media:",
        "  - file: ../people/ken.md",
        "  - file: half.jpg",
        "    owner: { a: b }",
        "  - file: false.pdf",
        "    owner: [nobody]",
        "  - file: false.pdf",
        "  - colour: red",
        "removed addresses: [/media/x, /posts/one]",
      ].join("\n"),
    },
  );
  symlinkSync(secret, path.join(folder, "media/link.jpg"));
  truncateSync(path.join(folder, "media/long.jpg"), 40 * 1024 * 1024);
  const report = await importInto(site, folder);
  expect(told(report.problems).sort()).toEqual([
    expect.stringMatching(/^drawing\.svg:0 was refused: SVG drawings can’t be uploaded/),
    "false.pdf:0 was refused: The PDF is damaged: a part of it is missing. Open it on your device, print it to a new PDF, and upload that.",
    expect.stringMatching(/^half\.jpg:0 was refused: The picture is damaged/),
    expect.stringMatching(
      /^huge\.png:0 was refused: Make the picture smaller: it has more than 64 million pixels/,
    ),
    "long.jpg:0 is too large. Make it smaller: an upload may have 32 MB.",
    "media.yml:2 should be the name of a file in media/, such as reading-room.jpg",
    "media.yml:4 should be a handle, or a list of handles, such as owner: maren",
    "media.yml:7 is here twice: false.pdf. Remove one of the two entries; the first is taken.",
    "media.yml:8 is missing",
    "media.yml:9 should be a list of addresses, such as [/media/0123456789abcdef0123456789abcdef/name.jpg]",
    "media.yml:9 should be a list of addresses, such as [/media/0123456789abcdef0123456789abcdef/name.jpg]",
    expect.stringMatching(/^page\.gif:0 was refused: The picture is damaged/),
  ]);
  expect(told(report.unread)).toEqual(["link.jpg:0 isn't imported: it is a link. Put the file itself here."]);
  expect([await site.db.media.count(), (await sources(site))[0]?.includes("/media/0")]).toEqual([0, false]);
});

test("media/ that is a link to another folder isn't read", async () => {
  const site = await openMediaSite();
  const folder = writeContent({ "people/ken.md": KEN, "posts/one.md": post("![x](../media/a.jpg)") });
  const elsewhere = temporaryFolder();
  writeFileSync(path.join(elsewhere, "a.jpg"), await buildPicture());
  symlinkSync(elsewhere, path.join(folder, "media"));
  const report = await importInto(site, folder);
  expect([told(report.unread), await site.db.media.count()]).toEqual([
    ["media:0 isn't imported: media should be a folder, and no link to one."],
    0,
  ]);
});

test("a picture in the form in which the site keeps them stays as it is, and one with more in it is encoded anew", async () => {
  const site = await openMediaSite();
  const member = await createMember(site.db, "amy", { role: "author", password: null });
  const noise = await sharp({
    create: {
      width: 60,
      height: 40,
      channels: 3,
      background: "#fff",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const { id } = await keep(site, member, "a.jpg", noise);
  const { file } = await site.db.media.findUniqueOrThrow({ where: { id }, include: { file: true } });
  const parts: Buffer[] = [];
  for await (const part of (await site.mediaStore.get(
    `${file?.hash.slice(0, 2)}/${file?.hash}/master.jpg`,
  )) ?? [])
    parts.push(part as Buffer);
  const master = Buffer.concat(parts);
  const comment = Buffer.concat([
    master.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, 4, 60, 62]),
    master.subarray(2),
  ]);
  const moving = await sharp(Buffer.concat([Buffer.alloc(800, 1), Buffer.alloc(800, 99)]), {
    raw: { width: 20, height: 20, channels: 4, pageHeight: 10 },
  })
    .webp()
    .toBuffer();
  const still = await sharp({ create: { width: 9, height: 9, channels: 4, background: "#00000055" } })
    .webp()
    .toBuffer();
  const chunk = Buffer.concat([still, Buffer.from("EXIF\x02\0\0\0hi", "latin1")]);
  chunk.writeUInt32LE(chunk.length - 8, 4);
  const files = {
    "kept.jpg": master,
    "kept-moving.webp": moving,
    "kept-still.webp": still,
    "tail.jpg": Buffer.concat([master, Buffer.from("<script>alert(1)</script>")]),
    "comment.jpg": comment,
    "exif.webp": chunk,
    "behind.webp": Buffer.concat([still, Buffer.from("<script>")]),
    "wide.jpg": await sharp(await buildPicture(2600, 20))
      .jpeg()
      .toBuffer(),
  };
  const other = await openMediaSite();
  const links = Object.keys(files).map((name) => `![x](../media/${name})`);
  const report = await importInto(other, writeFolder(links.join(" "), files));
  expect(report.problems).toEqual([]);
  const uploads = await other.db.media.findMany({ include: { file: true }, orderBy: { id: "asc" } });
  expect(
    Object.fromEntries(uploads.map((upload) => [upload.name, upload.file?.sourceHash === null])),
  ).toEqual({
    "behind.jpg": false,
    "comment.jpg": false,
    "exif.jpg": false,
    "kept-moving.webp": true,
    "kept-still.jpg": true,
    "kept.jpg": true,
    "tail.jpg": false,
    "wide.jpg": false,
  });
  const hashes = new Set(uploads.map((upload) => upload.file?.hash));
  expect(hashes.has(file?.hash)).toBe(true);
});

test("what was removed from the site isn't brought back by an older folder, and is no one else's by a name", async () => {
  const site = await openMediaSite();
  const amy = await createMember(site.db, "amy", { role: "author", password: null, name: "Another Amy" });
  const picture = await sharp(await buildPicture(80, 80))
    .png()
    .toBuffer();
  const mine = await keep(site, amy, "a.jpg", picture);
  await site.db.media.update({ where: { id: mine.id }, data: { publicAt: NOW } });
  const media = { "a.jpg": picture, "b.jpg": await buildPicture(81, 80) };
  const folder = writeFolder("![A](../media/a.jpg) ![B](../media/b.jpg)", media, {
    "people/amy.md": "---\nhandle: amy\nname: Amy\n---\n\n![B](../media/b.jpg)\n",
    "media.yml": "media:\n  - file: b.jpg\n    owner: amy\n    description: Mine\n",
  });
  await takeUploadOff({ db: site.db, store: site.mediaStore }, amy, mine.id, NOW);
  const report = await importInto(site, folder);
  expect(told(report.notes)).toContain(`a.jpg:0 was removed from this site, and stays so: ${mine.address}`);
  expect(told(report.notes)).toContain(
    "media.yml:2 names amy, who isn’t on this site: the file is nobody’s, and editors look after it.",
  );
  const rows = await site.db.media.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ name, ownerId, removedAt }) => [name, ownerId, removedAt === null])).toEqual([
    ["a.jpg", amy.id, false],
    ["b.jpg", null, true],
  ]);
  expect((await site.db.post.findFirstOrThrow()).html).toContain("[This picture was removed.]");
});

test("what the site says of an upload stays, a full site refuses, and a file whose picture changed is another upload", async () => {
  const site = await openMediaSite();
  const yml = (description: string) => ({
    "media.yml": `media:\n  - file: a.jpg\n    description: ${description}\n`,
  });
  const first = await buildPicture(30, 30);
  await importInto(site, writeFolder("![A](../media/a.jpg)", { "a.jpg": first }, yml("First")));
  const again = await importInto(
    site,
    writeFolder("![A](../media/a.jpg)", { "a.jpg": first }, yml("Second")),
  );
  expect(told(again.notes)).toEqual(["media.yml:2 of a.jpg is another on this site, and stays: “First”"]);
  const before = await sources(site);
  const changed = writeFolder("![A](../media/a.jpg)", { "a.jpg": await buildPicture(31, 30) });
  const full = await importInto(site, changed, { siteLimit: 1 });
  expect(told(full.problems)).toEqual([
    "a.jpg:0 has no room: all uploads together take what MEDIA_LIMIT allows. Raise it, or delete some uploads.",
  ]);
  const { posts } = await importInto(site, changed);
  expect([posts.changed, await site.db.media.count(), (await sources(site))[0] === before[0]]).toEqual([
    1,
    2,
    false,
  ]);
});
