import { at, testPages } from "./every-page";
import { openSampleSite, visit } from "./sample-site";

openSampleSite();

testPages({
  home: at("/"),
  "older posts": async () => {
    const page = await visit("/");
    await page.getByRole("link", { name: "Older posts" }).click();
    await page.waitForURL("**/?before=*");
    return page;
  },
  "all tags": at("/tags"),
  "a tag": at("/tags/public-libraries"),
  "all series": at("/series"),
  "a series": at("/series/beginning-with-the-people"),
  "a person": at("/people/dele"),
  "a person's responses": at("/people/dele/responses"),
  "the archive": at("/archive"),
  "a year": at("/archive/2026"),
  "a month": at("/archive/2026/05"),
  "a post that is not there": at("/posts/hanging-out"),
  "a page that is not there": at("/nowhere"),
});
