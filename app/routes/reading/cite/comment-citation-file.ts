import type { LoaderFunctionArgs } from "@remix-run/node";
import { citeComment } from "~/citing/citation";
import type { PageHandle } from "../../page-handle";
import { answerFile, endingOf, FILE_RULES } from "./citation-file";
import { getCitedComment } from "./citation-request";

export const handle: PageHandle = { cached: FILE_RULES };

/** The citation of a comment, for a reference manager. */
export async function loader({ request, params: { id }, context }: LoaderFunctionArgs) {
  const { comment, cited } = await getCitedComment(context, id);
  return answerFile(endingOf(request), citeComment(comment, cited));
}
