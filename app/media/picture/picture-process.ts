// The process in which pictures are encoded: a program of its own, because decoding what strangers send may end it. It gets
// the path of a file and answers with the encoded picture.

import { readFile } from "node:fs/promises";
import { encodePicture } from "./encode-picture.server";

process.on("message", async ({ file, keepsOwn }: { file: string; keepsOwn: boolean }) => {
  const encoded = await encodePicture(await readFile(file), { keepsOwn });
  process.send?.(encoded);
  // Pixels are outside the heap, which doesn't grow by them: without this, those of four pictures would stay.
  globalThis.gc?.();
});
