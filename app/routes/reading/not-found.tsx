import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "../not-found";

/** The page for addresses without a route. */
export function loader(_: LoaderFunctionArgs): never {
  throw notFound();
}

export const action = loader;

export default function NotFound() {
  return null;
}
