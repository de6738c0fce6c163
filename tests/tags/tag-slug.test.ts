import { expect, test } from "vitest";
import { tagSlug } from "~/tags/tag.server";

test.each([
  ["the profession", "the-profession"],
  ["The  Profession ", "the-profession"],
  ["C", "c"],
  ["C++", "c-plus-plus"],
  ["C#", "c-sharp"],
  ["#metoo", "metoo"],
  ["LGBTQ+", "lgbtq-plus"],
  ["Réseaux", "réseaux"],
  ["Re\u0301seaux", "réseaux"],
  ["図書館", "図書館"],
  ["3.0", "30"],
])("%s is filed at %s", (name, slug) => {
  expect(tagSlug(name)).toBe(slug);
});
