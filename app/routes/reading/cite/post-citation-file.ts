import type { LoaderFunctionArgs } from "@remix-run/node";
import { citePost } from "~/citing/citation";
import { citeFilePath } from "~/posts/metadata/cite-paths";
import type { PageHandle } from "../../page-handle";
import { answerFile, endingOf, FILE_RULES } from "./citation-file";
import { getCitedPost } from "./citation-request";

export const handle: PageHandle = { cached: { ...FILE_RULES, query: ["version"] } };

/** The citation of a post, or of a version of it, for a reference manager. */
export async function loader({ request, params: { slug = "" }, context }: LoaderFunctionArgs) {
  const ending = endingOf(request);
  const { cited } = await getCitedPost(context, slug, (path, version) => citeFilePath(path, ending, version));
  return answerFile(ending, citePost(cited));
}
