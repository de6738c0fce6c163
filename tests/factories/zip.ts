import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import yauzl from "yauzl";

/** The files of a zip archive as text, by name. */
export async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, {
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
