import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";
import { exportPerson } from "~/portability/export/export-person.server";
import { NOW } from "./posts";

/** The files of a person's export, by name. */
export async function unpack(
  deps: Parameters<typeof exportPerson>[0],
  member: Parameters<typeof exportPerson>[1],
): Promise<Map<string, string>> {
  const made = await exportPerson(deps, member, NOW);
  if (!made.ok) throw new Error(made.reason);
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(made.zip, {
    lazyEntries: true,
  });
  const files = new Map<string, string>();
  const openStream = promisify(zip.openReadStream.bind(zip)) as (
    entry: yauzl.Entry,
  ) => Promise<NodeJS.ReadableStream>;
  zip.on("entry", async (entry: yauzl.Entry) => {
    files.set(entry.fileName, await text(await openStream(entry)));
    zip.readEntry();
  });
  const ended = new Promise((resolve, reject) => zip.on("end", resolve).on("error", reject));
  zip.readEntry();
  await ended;
  return files;
}
