import { useLoaderData } from "@remix-run/react";

/** Loader data that stays on the server. Remix would otherwise serialise every loader's data for hydration,
 *  at a fifth of the cost of a long discussion, and no page is hydrated. */
export class OnServer<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }
}

/** Wraps a loader's data. */
export const onServer = <T>(value: T) => new OnServer(value);

/** The loader's data, in a component. */
export function useServerData<L extends (...args: never[]) => Promise<OnServer<unknown>>>() {
  return (useLoaderData() as Awaited<ReturnType<L>>).value as Awaited<ReturnType<L>>["value"];
}

/** The loader's data, in `meta`; undefined if the loader failed. */
export function serverData<L extends (...args: never[]) => Promise<OnServer<unknown>>>(data: unknown) {
  return (data as Awaited<ReturnType<L>> | undefined)?.value as Awaited<ReturnType<L>>["value"] | undefined;
}
