import type { Citation } from "~/citing/citation";
import { FORMATS } from "~/citing/formats/formats";
import type { CachedRoute } from "~/platform/http/request/route-rules";
import { Attachment } from "../../attachment";

/** The rules of files that are the same for everyone. */
export const FILE_RULES: CachedRoute = { types: FORMATS.map(({ type }) => type), query: [] };

/** The ending of the file at an address. */
export const endingOf = (request: Request): string => /\.\w+$/.exec(new URL(request.url).pathname)?.[0] ?? "";

/** The file of a citation in the format that its ending names. */
export function answerFile(ending: string, citation: Citation): Response {
  const format = FORMATS.find((format) => format.ending === ending);
  if (!format) throw new Error(`no format has the ending ${ending}`);
  const bytes = Buffer.from(format.write(citation));
  return new Attachment(bytes, citation.key + ending, `${format.type}; charset=utf-8`).response;
}
