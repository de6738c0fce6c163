// Uploads as a browser sends them.

import sharp from "sharp";
import type { TestMember } from "./people";
import type { TestSite } from "./site";

/** A picture of one colour, so that each is another file. */
export const buildPicture = (width = 600, height = 400, colour = "#cc2200"): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

/** A PNG that claims to have this size. */
export const buildHugePng = async (width: number, height: number) => {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  // Its header claims another size. The check of the header is right, so that its size is what refuses it.
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
};

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

interface Sent {
  file?: Buffer | null;
  name?: string;
  fields?: Record<string, string>;
}

/** Sends a form with a file. */
export function sendFile(
  site: TestSite,
  member: Pick<TestMember, "id" | "cookie"> | null,
  { file, name = "Reading Room.jpg", fields = {} }: Sent,
  path = "/write/media",
): Promise<Response> {
  const form = new FormData();
  if (member) form.append("as", String(member.id));
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  if (file) form.append("file", new Blob([new Uint8Array(file)]), name);
  return fetch(site.address + path, {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { Origin: site.address, ...(member && { Cookie: member.cookie }) },
  });
}

export interface UploadAnswer {
  id: number;
  address: string;
  page: string;
  markdown: string;
}

/** Uploads a picture. Throws if it is refused. */
export async function upload(site: TestSite, member: TestMember, sent: Sent = {}): Promise<UploadAnswer> {
  const answer = await sendFile(site, member, { file: await buildPicture(), ...sent });
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as UploadAnswer;
}
