import { expect, test } from "vitest";
import { z } from "zod";
import { parseForm } from "~/platform/http/body/form.server";

const schema = z.object({
  name: z
    .string({ error: "a name, please" })
    .trim()
    .min(1, "a name, please")
    .max(5, "shorter, please")
    .regex(/^\D*$/, "without digits, please"),
  text: z.string().default(""),
});

const URLENCODED = "application/x-www-form-urlencoded";
const posted = (body: BodyInit, type?: string) =>
  new Request("http://longtable.test/", {
    method: "POST",
    body,
    ...(type && { headers: { "Content-Type": type } }),
  });

function multipart(...fields: [string, string | Blob][]) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return posted(form);
}

test.each([
  ["a urlencoded form", () => posted("name=Ada&text=Hi+there%21", URLENCODED)],
  [
    "a urlencoded form with a charset",
    () => posted("name=Ada&text=Hi+there%21", `${URLENCODED}; charset=UTF-8`),
  ],
  ["a multipart form", () => multipart(["name", "Ada"], ["text", "Hi there!"])],
  ["a content type in capitals", () => posted("name=Ada&text=Hi+there%21", URLENCODED.toUpperCase())],
])("parses %s", async (_what, request) => {
  expect(await parseForm(request(), schema)).toEqual({
    ok: true,
    value: { name: "Ada", text: "Hi there!" },
    values: { name: "Ada", text: "Hi there!" },
  });
});

test("replaces NUL in names and values, both validated and given back", async () => {
  expect(await parseForm(posted("name=A%00&te%00xt=x&text=Hi%00", URLENCODED), schema)).toMatchObject({
    value: { name: "A\ufffd", text: "Hi\ufffd" },
    values: { name: "A\ufffd", text: "Hi\ufffd" },
  });
});

test("gives a refusal's errors by field, and the submitted values", async () => {
  expect(await parseForm(posted("name=Augusta&text=Hi", URLENCODED), schema)).toEqual({
    ok: false,
    errors: { name: "shorter, please" },
    values: { name: "Augusta", text: "Hi" },
  });
});

test("reports the first of two errors in a field", async () => {
  const read = await parseForm(posted("name=Augusta1", URLENCODED), schema);
  expect(read).toMatchObject({ errors: { name: "shorter, please" } });
});

test("drops an unknown field from the parsed value and keeps it among the values", async () => {
  const read = await parseForm(posted("name=Ada&isAdmin=1", URLENCODED), schema);
  expect(read).toMatchObject({ value: { name: "Ada", text: "" }, values: { isAdmin: "1" } });
  expect(read.ok && Object.keys(read.value)).toEqual(["name", "text"]);
});

test("takes the last value of a repeated field", async () => {
  expect(await parseForm(posted("name=Ada&name=Eve", URLENCODED), schema)).toMatchObject({
    value: { name: "Eve" },
  });
});

test("ignores a file", async () => {
  const request = multipart(["name", new Blob(["Ada"])]);
  expect(await parseForm(request, schema)).toEqual({
    ok: false,
    errors: { name: "a name, please" },
    values: {},
  });
});

test.each([
  ["JSON", () => posted('{"name":"Ada"}', "application/json")],
  ["plain text", () => posted("name=Ada", "text/plain")],
  ["a body without a type", () => posted(new Uint8Array([110, 97, 109, 101]))],
  ["multipart without a boundary", () => posted("name=Ada", "multipart/form-data")],
  ["truncated multipart", () => posted("--x\r\nContent-Disp", "multipart/form-data; boundary=x")],
])("treats %s as an empty form", async (_what, request) => {
  expect(await parseForm(request(), schema)).toEqual({
    ok: false,
    errors: { name: "a name, please" },
    values: {},
  });
});

test.each(["__proto__", "constructor", "toString"])("accepts a field named %s", async (name) => {
  const read = await parseForm(posted(`${name}=x&name=Ada`, URLENCODED), schema);
  expect([read.ok, Object.hasOwn(read.values, name)]).toEqual([true, true]);
});
