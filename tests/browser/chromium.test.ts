import { expect, test } from "vitest";
import { explainNoStart, openBrowser } from "../factories/browser";

test("starts the packaged Chromium when the machine has none", async () => {
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

test("names the path of a chosen Chromium that does not exist", async () => {
  await expect(openBrowser({ chosen: "/nowhere/chrome" })).rejects.toThrow(
    "CHROMIUM_PATH is /nowhere/chrome",
  );
});

test("refuses a program that is no browser, with instructions", async () => {
  await expect(openBrowser({ chosen: "/bin/false" })).rejects.toThrow("or set CHROMIUM_PATH");
});

test("names a missing library and the package to install", () => {
  const said = "chromium: error while loading shared libraries: libnss3.so: cannot open shared object file";
  expect(explainNoStart("/tmp/chromium", said)).toMatch(
    /lacks the library libnss3\.so\.\n.*apt-get install chromium/,
  );
});
