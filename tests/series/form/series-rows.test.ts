import { expect, test } from "vitest";
import type { SeriesForm } from "~/series/form/series-form.schema";
import { movePart, toRows, toValues } from "~/series/form/series-rows";

const form: SeriesForm = {
  text: { title: "Notes", slug: "notes", status: "under way", intro: "" },
  parts: new Map([
    [11, 1],
    [12, 2],
    [15, 5],
  ]),
  announced: [
    { part: 5, title: "", expected: "in May" },
    { part: 7, title: "Last", expected: "" },
  ],
};

/** Numbers of posts and announced parts after a button was pressed. */
function press(button: string) {
  const moved = movePart(form, button);
  return (
    moved && [[...moved.form.parts].join(" "), moved.form.announced.map(({ part }) => part).join(), moved.row]
  );
}

test("swaps the numbers of neighbours, across a gap", () => {
  expect(press("up:part-12")).toEqual(["11,2 12,1 15,5", "5,7", "part-12"]);
  expect(press("down:part-12")).toEqual(["11,1 12,5 15,2", "2,7", "part-12"]);
});

test("moves an announced part, and together with the post that it announces", () => {
  expect(press("up:announced-7")).toEqual(["11,1 12,2 15,7", "7,5", "announced-5"]);
});

test.each(["up:part-11", "down:announced-7", "up:part-99", "over:part-11", "up:part-", ""])(
  "moves nothing for %j",
  (button) => {
    expect(movePart(form, button)).toBeNull();
  },
);

test("shows posts and announced parts in one order, and an empty row last", () => {
  const posts = [{ id: 12, title: "Second", status: "published", part: 2 }];
  const values = toValues(posts, [{ part: 1, title: "First", expected: "in May" }]);
  expect(toRows(posts, values).map(({ field, title }) => `${field} ${title}`)).toEqual([
    "announced-1 First",
    "part-12 Second",
    "announced-0 ",
  ]);
});
