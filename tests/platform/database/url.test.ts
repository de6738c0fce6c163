import { expect, test } from "vitest";
import { withoutPassword } from "~/platform/database/url";

test.each([
  ["postgresql://ada:secret@db.example:5432/table", "postgresql://ada:…@db.example:5432/table"],
  ["postgres://ada:secret@[::1]/table?sslmode=require", "postgres://ada:…@[::1]/table?sslmode=require"],
  [
    "postgresql://db.example/table?user=ada&password=secret",
    "postgresql://db.example/table?user=ada&password=…",
  ],
  ["mysql://ada:secret@db.example/table", "mysql://ada:…@db.example/table"],
  ["smpt://ada:secret@mail.example:587", "smpt://ada:…@mail.example:587"],
  // Not parseable because of the characters in its password.
  ["postgresql://ada:sec/ret@x#@db.example:port/table", "postgresql://ada:…@db.example:port/table"],
  ["postgresql://ada@db.example/table", "postgresql://ada@db.example/table"],
  ["file:./data/a:b@c.db", "file:./data/a:b@c.db"],
  ["http", "http"],
])("hides the password of %s", (url, shown) => {
  expect(withoutPassword(url)).toBe(shown);
});
