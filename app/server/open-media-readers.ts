// What reads uploads by their content: pictures in a process of its own, documents in a worker.

import { createDocumentReader } from "~/media/document/document-reader.server";
import { createPictureEncoder } from "~/media/picture/picture-encoder.server";
import type { ContentReaders } from "~/media/upload/content.server";
import type { Log } from "~/platform/log.server";
import { fromRoot } from "./site-services";

export interface MediaReaders extends ContentReaders {
  close(): Promise<void>;
}

export function openMediaReaders(log: Log): MediaReaders {
  const documents = createDocumentReader({ workerFile: fromRoot("build/document-worker.cjs") });
  const pictures = createPictureEncoder({
    processFile: fromRoot("build/picture-process.cjs"),
    onCrash: (how) => log.warn(how, "the process that encodes pictures ended while it read one"),
  });
  return {
    pictures,
    documents,
    async close() {
      pictures.close();
      await documents.close();
    },
  };
}
