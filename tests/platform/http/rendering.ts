// Renderings for tests of the page cache, with given results.

import { AnswerBody } from "~/platform/http/answer-body.server";
import type { RenderedPage } from "~/platform/http/page-cache/page-cache.server";

export function page(body: string, keys: string[]): RenderedPage {
  return { status: 200, headers: {}, body: new AnswerBody([Buffer.from(body)]), keys: new Set(keys) };
}

/** Returns one result per call. */
export function renders(...results: (RenderedPage | Error)[]) {
  return async () => {
    const result = results.shift();
    if (!result) throw new Error("rendered once too often");
    if (result instanceof Error) throw result;
    return result;
  };
}

/** A rendering that the test ends. */
export function deferred() {
  let resolve: (page: RenderedPage) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<RenderedPage>((...ends) => {
    [resolve, reject] = ends;
  });
  return { promise, resolve, reject };
}
