import type { ActionFunctionArgs } from "@remix-run/node";
import type { DocumentClaims } from "~/media/document/document";
import { type MediaKind, markdownFor, mediaPagePath, mediaPath } from "~/media/media";
import { MAX_UPLOAD_FORM_BYTES } from "~/media/media.schema";
import type { PageHandle } from "../../page-handle";
import { refuseScript } from "../../session/script-answer";
import { keepFileOf } from "./keeping";

export const handle: PageHandle = {
  act: "media.upload",
  acceptsFile: true,
  maxBodyBytes: MAX_UPLOAD_FORM_BYTES,
  answersScript: true,
};

/** What the editor's script hears about a file that it has sent. */
interface UploadAnswer {
  id: number;
  kind: MediaKind;
  /** Of a document, for its link. */
  title: string;
  /** What a document says of itself, for its uploader. */
  note: string;
  address: string;
  page: string;
  /** What stands for it in a text. */
  markdown: string;
}

/** Keeps a file that was dropped, pasted or chosen in the editor. */
export async function action({ request, context }: ActionFunctionArgs) {
  const kept = await keepFileOf(request, context);
  if (!kept.ok) return refuseScript(kept.status, kept.errors);
  return Response.json({
    ...{ id: kept.id, kind: kept.kind, title: kept.title, note: kept.claims ? noteOf(kept.claims) : "" },
    ...{ address: mediaPath(kept), page: mediaPagePath(kept.id), markdown: markdownFor(kept) },
  } satisfies UploadAnswer);
}

function noteOf({ title, author, madeWith }: DocumentClaims): string {
  const said = [
    title && `title “${title}”`,
    author && `author “${author}”`,
    madeWith && `made with “${madeWith}”`,
  ];
  const known = said.filter(Boolean);
  return known.length > 0 ? `The file says of itself: ${known.join(", ")}. That stays in it.` : "";
}
