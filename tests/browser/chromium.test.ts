import { expect, test } from "vitest";
import { explainNoStart, openBrowser } from "../factories/browser";

test("the packaged Chromium starts where the machine has none of its own", async () => {
  const browser = await openBrowser({ chosen: "", installed: "/nowhere/chromium" });
  try {
    const page = await browser.newPage();
    await page.setContent("<h1>Here</h1>");
    expect(await page.locator("h1").innerText()).toBe("Here");
    expect(browser.version()).toMatch(/^147\./);
  } finally {
    await browser.close();
  }
});

test("a Chromium that was chosen and is not there is said by its path", async () => {
  await expect(openBrowser({ chosen: "/nowhere/chrome" })).rejects.toThrow(
    "CHROMIUM_PATH is /nowhere/chrome",
  );
});

test("a program that is no browser is refused with what to do about it", async () => {
  await expect(openBrowser({ chosen: "/bin/false" })).rejects.toThrow("or set CHROMIUM_PATH");
});

test("a lacking library is named, with what to install", () => {
  const said = "chromium: error while loading shared libraries: libnss3.so: cannot open shared object file";
  expect(explainNoStart("/tmp/chromium", said)).toMatch(
    /lacks the library libnss3\.so\.\n.*apt-get install chromium/,
  );
});
