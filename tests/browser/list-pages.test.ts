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
  "the discussion of a series": at("/series/beginning-with-the-people/responses"),
  "the same by part": at("/series/beginning-with-the-people/responses?order=parts"),
  "a person": at("/people/dele"),
  "a person's responses": at("/people/dele/responses"),
  "the archive": at("/archive"),
  "a year": at("/archive/2026"),
  "a month": at("/archive/2026/05"),
  "a standing page": at("/pages/how-to-contribute"),
  "the log of moderation": at("/moderation/log"),
  "following without an account, where no e-mail is sent": at("/follow/posts/1"),
  "a report of a response": at("/comments/1/report"),
  "a report of a post": at("/posts/why-this-table-is-long/report"),
  "a post that is not there": at("/posts/hanging-out"),
  "a page that is not there": at("/nowhere"),
});
