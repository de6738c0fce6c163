import { useLoaderData } from "@remix-run/react";

/**
 * What a page is rendered from, kept on the server. The frame would otherwise encode every loader's data for hydration, at a
 * fifth of the cost of a long discussion, and no page is hydrated.
 */
export class OnServer<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }
}

/** A page's data, whole. */
export const onServer = <T>(value: T) => new OnServer(value);

/** In a page: what its loader gave. */
export function useServerData<L extends (...args: never[]) => Promise<OnServer<unknown>>>() {
  return (useLoaderData() as Awaited<ReturnType<L>>).value as Awaited<ReturnType<L>>["value"];
}

/** In a page's `meta`: the same, or undefined where the loader failed. */
export function serverData<L extends (...args: never[]) => Promise<OnServer<unknown>>>(data: unknown) {
  return (data as Awaited<ReturnType<L>> | undefined)?.value as Awaited<ReturnType<L>>["value"] | undefined;
}
