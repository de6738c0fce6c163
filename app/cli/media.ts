import { createDiskStore } from "~/media/store/disk-store.server";
import {
  copyFiles,
  DifferentFileError,
  deleteMoved,
  type Move,
  planMove,
} from "~/media/store/move-files.server";
import { createS3Store } from "~/media/store/s3-store.server";
import { explainFailure, isStoreFailure, tellFailures } from "~/media/store/store-failure";
import type { Config } from "~/platform/config/config";
import { roomOn } from "~/platform/disk-room";
import { sizeOf } from "~/platform/size";
import { uploadsFolder } from "~/server/open-media-store";
import { countOf } from "~/server/words";
import { readArguments } from "./arguments";
import { misuse, RUN } from "./help";
import { createProgress } from "./progress";

/** `longtable media move --to disk|s3 [--delete]` */
export async function mediaCommand(config: Config, words: string[]): Promise<number> {
  const read = readArguments(words, { needs: ["move"], options: { to: "text", delete: "flag" } });
  if (!read.ok) return misuse("media", read.problem);
  const [act] = read.named;
  if (act !== "move") return misuse("media", `Unknown act "${act}". Use move.`);
  const { to, delete: deletes = false } = read.options;
  if (to !== "disk" && to !== "s3")
    return misuse("media", to === undefined ? "Missing --to." : `--to is "${to}". Use disk or s3.`);
  if (!config.mediaS3) {
    console.error(
      "Set MEDIA_S3_ENDPOINT, MEDIA_S3_BUCKET, MEDIA_S3_REGION, MEDIA_S3_ACCESS_KEY_ID and MEDIA_S3_SECRET_ACCESS_KEY for this command: they name the S3 store.",
    );
    return 2;
  }
  const quiet = () => {};
  const disk = tellFailures(createDiskStore(uploadsFolder(config)), quiet);
  const s3 = tellFailures(createS3Store(config.mediaS3), quiet);
  const progress = createProgress();
  try {
    return await move(to === "s3" ? { from: disk, to: s3 } : { from: s3, to: disk }, {
      ...{ to, deletes, progress, folder: uploadsFolder(config) },
    });
  } catch (error) {
    progress.end();
    if (!isStoreFailure(error) && !(error instanceof DifferentFileError)) throw error;
    const why = isStoreFailure(error) ? `a store failed: ${explainFailure(error)}` : error.message;
    console.error(`Not finished: ${why}. No file is lost. Run the command again: it goes on where it ended.`);
    return 1;
  }
}

interface MoveOptions {
  to: "disk" | "s3";
  deletes: boolean;
  /** Where uploads on disk are. */
  folder: string;
  progress: ReturnType<typeof createProgress>;
}

async function move(stores: Move, { to, deletes, folder, progress }: MoveOptions): Promise<number> {
  const { missing, there, bytes, foreign } = await planMove(stores);
  const room = to === "disk" ? await roomOn(folder) : bytes;
  if (room < bytes) {
    console.error(
      `Free some space first: ${sizeOf(bytes)} are to be copied, but the disk of ${folder} has room for ${sizeOf(room)}. Nothing was copied.`,
    );
    return 1;
  }
  await copyFiles(stores, missing, (done) => progress.of("Copying", done, missing.length));
  progress.end();
  const others = there > 0 ? ` ${countOf(there, "file")} were there already.` : "";
  console.log(`Copied ${countOf(missing.length, "file")} (${sizeOf(bytes)}), and compared them.${others}`);
  if (foreign > 0)
    console.log(`${countOf(foreign, "file")} that the site didn’t put there stay where they are.`);
  if (deletes) {
    const deleted = await deleteMoved(stores, (done) =>
      progress.of("Comparing", done, missing.length + there),
    );
    progress.end();
    console.log(`Deleted ${countOf(deleted, "file")} from the old store.`);
    return 0;
  }
  console.log(
    to === "s3"
      ? "Now set the five MEDIA_S3 settings for the site, and restart it."
      : "Now remove the five MEDIA_S3 settings from the site’s, and restart it.",
  );
  console.log(
    `Then run this again with --delete: it copies what was uploaded meanwhile, and deletes from the old store: ${RUN} media move --to ${to} --delete`,
  );
  return 0;
}
