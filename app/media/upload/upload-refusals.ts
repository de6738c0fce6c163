// Why a file can't be uploaded, in words that say what to do.

import { type DocumentRefusal, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES } from "../document/document";
import { MAX_PIXELS, type PictureRefusal } from "../picture/picture";

export type UploadRefusalReason =
  | PictureRefusal["reason"]
  | DocumentRefusal["reason"]
  | "media.no-file"
  | "media.not-allowed"
  | "media.no-pictures"
  | "media.no-document"
  | "media.blocked"
  | "media.too-many-at-once"
  | "media.person-full"
  | "media.site-full"
  | "media.removed"
  | "media.busy"
  | "media.store-failed"
  | "media.store-full";

const WORDS: Record<UploadRefusalReason, string> = {
  "media.no-file": "Choose a file first.",
  "media.not-allowed": "Sign in with an account that may upload files: yours may not, or you are signed out.",
  "media.no-pictures":
    "Post your response without the picture: this site takes none in responses now, or you are signed out.",
  "media.no-document":
    "Choose a picture: documents can’t stand in responses. If yours is on the web, link to it.",
  "media.blocked":
    "Go on without a picture: your account can’t comment here at the moment, as Settings say, so it can’t add pictures to responses either.",
  "media.too-many-at-once": "Wait until your other files have arrived, and send this one again.",
  "media.person-full":
    "Your files take all the room that you have. Delete some that you no longer use, at /media.",
  "media.site-full":
    "This site has no room for more files. Please tell its administrator, who can raise the limit.",
  "media.removed":
    "This file was removed from the site earlier, and its address stays empty. Ask an editor if it should come back.",
  "media.busy":
    "The same file is just being deleted. Send it again in a minute, or tomorrow if that fails too.",
  "media.store-failed":
    "The site can’t store files at the moment, so this one wasn’t kept. Choose it again and send it in a few minutes; if that fails too, tell the site’s administrator.",
  "media.store-full":
    "The site’s disk for files is full, so this one wasn’t kept. Please tell its administrator, and send it again once there is room.",
  "picture.heic":
    "This is a HEIC photograph, which browsers can’t show. On an iPhone, choose Settings, Camera, Formats, “Most Compatible”, or export it as JPEG.",
  "picture.svg": "SVG drawings can’t be uploaded, since they can contain programs. Save it as PNG.",
  "picture.unknown-format":
    "Choose a picture in one of these formats: JPEG, PNG, WebP, GIF or AVIF. For posts and pages, documents can be PDF.",
  "picture.too-many-pixels": `Make the picture smaller: it has more than ${MAX_PIXELS / 1_000_000} million pixels (for an animation, all its frames together).`,
  "picture.damaged":
    "The picture is damaged: a part of it is missing. Open it on your device, save it again, and upload that.",
  "document.too-large": `Make the PDF smaller: it may have ${MAX_DOCUMENT_BYTES / 1_000_000} MB. Programs that make PDFs have a setting such as “Smallest file size”.`,
  "document.encrypted":
    "The PDF is protected by a password or against changes. Save it without protection, and upload that.",
  "document.damaged":
    "The PDF is damaged: a part of it is missing. Open it on your device, print it to a new PDF, and upload that.",
  "document.too-many-pages": `Split the PDF: it has more than ${MAX_DOCUMENT_PAGES.toLocaleString("en")} pages.`,
  "document.too-slow":
    "The PDF takes too long to read. Print it to a new PDF, and upload that, or try again in a minute.",
  "picture.too-slow":
    "The picture takes too long to read. Make it smaller, save it as JPEG, and upload that.",
};

export const explainUpload = (reason: UploadRefusalReason): string => WORDS[reason];
