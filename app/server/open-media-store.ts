// The store of uploads: a folder of the site's own, or one that speaks S3, as the settings say.

import path from "node:path";
import { createDiskStore } from "~/media/store/disk-store.server";
import { createS3Store } from "~/media/store/s3-store.server";
import type { MediaStore } from "~/media/store/store";
import { tellFailures } from "~/media/store/store-failure";
import type { Config } from "~/platform/config/config";
import { isConfidential } from "~/platform/config/openid-settings";
import type { Log } from "~/platform/log.server";
import { createSeldom } from "~/platform/seldom-log";

export const uploadsFolder = ({ dataDir }: Pick<Config, "dataDir">): string => path.join(dataDir, "uploads");

/** Opens the store without asking it anything. Its failures are in the log, at most one a minute for each reason. */
export function openMediaStore(config: Pick<Config, "dataDir" | "mediaS3">, log: Log): MediaStore {
  const seldom = createSeldom();
  const store = config.mediaS3 ? createS3Store(config.mediaS3) : createDiskStore(uploadsFolder(config));
  return tellFailures(store, ({ reason }) =>
    seldom(reason, () => log.warn({ reason }, "the media store failed: uploads can’t be kept or shown")),
  );
}

/** Asks an S3 store for its list, so that a wrong setting is in the log at the start and not at the first upload. The site starts all the same. */
export async function tryMediaStore(
  { mediaS3 }: Pick<Config, "mediaS3">,
  store: MediaStore,
  log: Log,
): Promise<void> {
  if (!mediaS3) return;
  if (!isConfidential(mediaS3.endpoint))
    log.warn("MEDIA_S3_ENDPOINT begins with http: uploads go to the media store unencrypted");
  try {
    for await (const _first of store.list()) break;
  } catch {
    // It has said so in the log.
  }
}
