import { isTall } from "~/markdown/decoration/tall-pictures";
import { mediaPath } from "~/media/media";
import type { Upload } from "~/media/media.server";
import { DocumentLink } from "./document-parts";

/** The picture, or the link of the document. Small where the page asks what becomes of it. */
export const ShownUpload = ({ upload, small = false }: { upload: Upload; small?: boolean }) =>
  upload.kind === "picture" ? (
    <p className={small ? "upload-picture small" : "upload-picture"}>
      <img
        src={mediaPath(upload)}
        alt={upload.alt}
        width={upload.width}
        height={upload.height}
        className={isTall(upload) ? "tall" : undefined}
      />
      {isTall(upload) ? <a href={mediaPath(upload)}>Open the whole picture</a> : null}
    </p>
  ) : (
    <DocumentLink upload={upload} />
  );
