import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { RequestId } from "~/design/frame/error-page";
import { Pieces } from "~/design/raw";
import { MAX_WAIT_MS } from "~/markdown/limits";
import { withoutSecrets } from "~/platform/log.server";
import { PagePieces } from "~/platform/page-pieces";
import { Attachment } from "./routes/attachment";
import { onServer } from "./routes/on-server";
import { readFrame } from "./routes/site-frame.server";

/** `Retry-After` of a 503, in seconds: the time that a text waits for its turn to be rendered. */
const RETRY_S = MAX_WAIT_MS / 1000;

/** No page is hydrated, so nobody reads the stream of loader data that Remix prepares. With its usual timeout, it would stay in memory for
 *  five seconds. */
export const streamTimeout = 0;

// Pages are not hydrated, so their markup has no React markers. One string costs half the time of a stream.
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
  // If a form ends in the error page, Remix has not run the root loader, whose data that page needs.
  const { loaderData } = remix.staticHandlerContext;
  loaderData.root ??= await readFrame(context).then(onServer, () => undefined);
  const pieces = new PagePieces();
  const page = renderToStaticMarkup(
    <Pieces.Provider value={pieces}>
      <RequestId.Provider value={context.id}>
        <RemixServer context={remix} url={request.url} />
      </RequestId.Provider>
    </Pieces.Provider>,
  );
  const refused = answers.some(isRefusal);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Every 503 tells programs when to ask again.
  if (status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", String(RETRY_S));
  context.sendPieces(pieces.split(`<!DOCTYPE html>${refused ? titledError(page) : page}`));
  return new Response(null, { status, headers });
}

/** Whether an action returned the form with errors. */
const isRefusal = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "errors" in answer &&
  Object.keys(answer.errors ?? {}).length > 0;

/** Puts "Error: " before the page's title, which screen readers read first: the page sets its title before it
 *  knows the form's outcome. */
const titledError = (page: string): string => page.replace("<title>", "<title>Error: ");

/** Logs every unexpected error of a page. Aborted requests and 4xx answers are no errors of the server. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  context.log.error(
    {
      err: error,
      outage: context.failed(error),
      requestId: context.id,
      path: withoutSecrets(new URL(request.url).pathname),
    },
    "a page failed",
  );
}
