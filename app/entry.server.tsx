import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { RequestId } from "~/design/frame/error-page";
import { MAX_WAIT_MS } from "~/markdown/limits";
import { withoutSecrets } from "~/platform/log.server";
import { Attachment } from "./routes/attachment";
import { readFrame } from "./routes/site-frame.server";

/** The "few seconds" that a page of a site that is busy speaks of: as long as a text waits for its turn. */
const RETRY_S = MAX_WAIT_MS / 1000;

// No page is hydrated, so its markup needs no traces of React; one string costs half of what a stream does.
export default async function handleDocumentRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  const answers = Object.values(remix.staticHandlerContext.actionData ?? {});
  const file = answers.find((answer) => answer instanceof Attachment);
  if (file) return file.response;
  // Where a form is answered by the error page, Remix has not asked for what that page says of the site and of its reader.
  const { loaderData } = remix.staticHandlerContext;
  loaderData.root ??= await readFrame(context).catch(() => undefined);
  const page = renderToStaticMarkup(
    <RequestId.Provider value={context.id}>
      <RemixServer context={remix} url={request.url} />
    </RequestId.Provider>,
  );
  const refused = answers.some(isRefusal);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Nothing is wrong with what was asked: programs learn too when to ask again.
  if (status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", String(RETRY_S));
  // As bytes: a Response would check and copy a string of 170 kB once more.
  return new Response(Buffer.from(`<!DOCTYPE html>${refused ? titledError(page) : page}`), {
    status,
    headers,
  });
}

/** Whether a page gives a form back to its sender. */
const isRefusal = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "errors" in answer &&
  Object.keys(answer.errors ?? {}).length > 0;

/** The title is what a screen reader says first, and a page gives its own before it knows what became of its form. */
const titledError = (page: string): string => page.replace("<title>", "<title>Error: ");

/** Whatever a page did not expect. What a visitor asked for in vain (404, 405) is no fault of ours. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.log.error(
    {
      err: error,
      trouble: context.failed(error),
      requestId: context.id,
      path: withoutSecrets(new URL(request.url).pathname),
    },
    "a page failed",
  );
}
