import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";

/** Free bytes on the disk of a folder, which needn't exist yet. */
export async function roomOn(folder: string): Promise<number> {
  let place = path.resolve(folder);
  while (!existsSync(place) && place !== path.dirname(place)) place = path.dirname(place);
  const { bavail, bsize } = await statfs(place);
  return bavail * bsize;
}
