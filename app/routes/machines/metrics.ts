import type { LoaderFunctionArgs } from "@remix-run/node";

export async function loader({ context: { metrics } }: LoaderFunctionArgs) {
  return new Response(await metrics.text(), { headers: { "Content-Type": metrics.contentType } });
}
