import { expect, test } from "vitest";
import { z } from "zod";
import { parseForm } from "~/platform/http/form.server";

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
  ["a form of lines", () => posted("name=Ada&text=Hi+there%21", URLENCODED)],
  ["one that names its letters", () => posted("name=Ada&text=Hi+there%21", `${URLENCODED}; charset=UTF-8`)],
  ["a form of parts", () => multipart(["name", "Ada"], ["text", "Hi there!"])],
  ["a type in capitals", () => posted("name=Ada&text=Hi+there%21", URLENCODED.toUpperCase())],
])("%s is read", async (_what, request) => {
  expect(await parseForm(request(), schema)).toEqual({
    ok: true,
    value: { name: "Ada", text: "Hi there!" },
    values: { name: "Ada", text: "Hi there!" },
  });
});

test("a NUL that came with a form is read as CommonMark reads it, in what is checked and in what is given back", async () => {
  expect(await parseForm(posted("name=A%00&te%00xt=x&text=Hi%00", URLENCODED), schema)).toMatchObject({
    value: { name: "A\ufffd", text: "Hi\ufffd" },
    values: { name: "A\ufffd", text: "Hi\ufffd" },
  });
});

test("a refusal says why, field by field, and gives back what was typed", async () => {
  expect(await parseForm(posted("name=Augusta&text=Hi", URLENCODED), schema)).toEqual({
    ok: false,
    errors: { name: "shorter, please" },
    values: { name: "Augusta", text: "Hi" },
  });
});

test("of two faults in a field, the first is said", async () => {
  const read = await parseForm(posted("name=Augusta1", URLENCODED), schema);
  expect(read).toMatchObject({ errors: { name: "shorter, please" } });
});

test("a field that the form does not know is given back, and goes no further", async () => {
  const read = await parseForm(posted("name=Ada&isAdmin=1", URLENCODED), schema);
  expect(read).toMatchObject({ value: { name: "Ada", text: "" }, values: { isAdmin: "1" } });
  expect(read.ok && Object.keys(read.value)).toEqual(["name", "text"]);
});

test("the last of a repeated field counts", async () => {
  expect(await parseForm(posted("name=Ada&name=Eve", URLENCODED), schema)).toMatchObject({
    value: { name: "Eve" },
  });
});

test("a file is no text", async () => {
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
  ["no type", () => posted(new Uint8Array([110, 97, 109, 101]))],
  ["parts without a boundary", () => posted("name=Ada", "multipart/form-data")],
  ["parts that break off", () => posted("--x\r\nContent-Disp", "multipart/form-data; boundary=x")],
])("%s is an empty form, and refused as one", async (_what, request) => {
  expect(await parseForm(request(), schema)).toEqual({
    ok: false,
    errors: { name: "a name, please" },
    values: {},
  });
});

test.each(["__proto__", "constructor", "toString"])("a field called %s is a field", async (name) => {
  const read = await parseForm(posted(`${name}=x&name=Ada`, URLENCODED), schema);
  expect([read.ok, Object.hasOwn(read.values, name)]).toEqual([true, true]);
});
