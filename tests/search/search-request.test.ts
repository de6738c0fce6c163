import { expect, test } from "vitest";
import { parseQuery } from "~/search/query/parse-query";
import { asQuery, isEmpty, readSearchRequest, searchPath } from "~/search/search-request";

const read = (query: string) => readSearchRequest(new URLSearchParams(query));

test("an address without parameters asks for nothing", () => {
  expect(read("")).toEqual({ q: "", type: "", from: "", to: "", order: "relevance", page: 1 });
  expect(isEmpty(read("q=%20&order=newest&page=2"))).toBe(true);
});

test.each([
  ["a type that there isn't", "type=constructor", { type: "" }],
  ["an order that there isn't", "order=__proto__", { order: "relevance" }],
  ["a page that is no number", "page=two", { page: 1 }],
  ["a page below the first", "page=-3", { page: 1 }],
  ["a fraction of a page", "page=1.5", { page: 1 }],
  ["a page that no number holds exactly", "page=9007199254740993", { page: 1 }],
  ["a page of digits alone", "page=7", { page: 7 }],
  ["spaces around the words", "q=%20a%20b%20", { q: "a b" }],
  ["the first of two queries", "q=a&q=b", { q: "a" }],
])("reads %s", (_what, query, expected) => {
  expect(read(query)).toMatchObject(expected);
});

test("the fields beside the query are operators of it", () => {
  expect(asQuery(read("q=reading room&type=post&from=2026-03-01&to=2026-03-31"))).toBe(
    'type:post after:"2026-03-01" before:"2026-04-01" reading room',
  );
  expect(asQuery(read("type=tag"))).toBe("type:tag");
  for (const typed of ["soon", "2026-02-31x", "2026-13-01", "9999-12-31"])
    expect(asQuery(read(`to=${typed}`))).toBe(`before:"${typed}"`);
});

test.each([
  ["a phrase isn't closed", 'q="reading room'],
  ["a date has a quotation mark", 'from=2026"-03&q=reading'],
  ["the words are more than a search can hold", `q=${"reading ".repeat(200)}`],
])("the fields are operators of the query even if %s", (_what, query) => {
  const { parts } = parseQuery(asQuery(read(`${query}&type=post&to=2026-03-31`)));
  expect(parts.filter((part) => part.is === "filter")).toMatchObject([
    { operator: "type", value: "post" },
    ...(query.startsWith("from") ? [{ operator: "after", value: "2026-03" }] : []),
    { operator: "before", value: "2026-04-01" },
  ]);
});

test("an address of a request leads to the same request", () => {
  for (const query of ["q=a%26b%3D%22c%22&type=comment&from=2026&to=2027&order=newest&page=3", "q=é", ""]) {
    const request = read(query);
    expect(read(searchPath(request, { page: request.page }).split("?")[1] ?? "")).toEqual(request);
  }
});

test("another query begins at the first page", () => {
  const third = read("q=a&type=post&page=3");
  expect(searchPath(third, { q: "b" })).toBe("/search?q=b&type=post");
  expect(searchPath(third, { order: "newest" })).toBe("/search?q=a&type=post&order=newest");
  expect(searchPath(third, { page: 4 })).toBe("/search?q=a&type=post&page=4");
});
