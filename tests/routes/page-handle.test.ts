import { expect, test } from "vitest";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import type { PageHandle } from "~/routes/page-handle";

test("refuses, by types, an unknown act and an act on a cached page", () => {
  // @ts-expect-error: the policy has no such act.
  const unknown: PageHandle = { act: "person.crown" };
  // @ts-expect-error: a cached page is served to everyone.
  const kept: PageHandle = { act: "person.list", cached: ONE_PAGE };
  expect([unknown, kept]).toHaveLength(2);
});
