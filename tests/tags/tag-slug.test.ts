import { expect, test } from "vitest";
import { tagSlug } from "~/tags/tag-name";

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
  ["3.0", "3-0"],
  ["30", "30"],
  ["net", "net"],
  [".NET", "dot-net"],
  ["ASP.NET", "asp-net"],
  ["us", "us"],
  ["U.S.", "u-s"],
  ["R&D", "r-and-d"],
  ["R & D", "r-and-d"],
  ["I/O", "i-o"],
  ["1990–2000", "1990-2000"],
])("the slug of %s is %s", (name, slug) => {
  expect(tagSlug(name)).toBe(slug);
});
