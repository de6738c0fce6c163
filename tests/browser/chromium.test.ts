import { expect, onTestFinished, test, vi } from "vitest";
import { explainNoStart, findPackaged, openBrowser } from "../factories/browser";

test("starts the packaged Chromium", async () => {
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

test("starts the installed Chromium when the packaged one does not start, and explains the failure when there is none", async () => {
  const { executablePath, env } = await findPackaged();
  vi.stubEnv("LD_LIBRARY_PATH", env?.LD_LIBRARY_PATH ?? "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const packaged = async () => ({ executablePath: "/bin/false" });
  const browser = await openBrowser({ chosen: "", packaged, installed: executablePath });
  expect(browser.isConnected()).toBe(true);
  await browser.close();
  await expect(openBrowser({ chosen: "", packaged, installed: "/nowhere/chromium" })).rejects.toThrow(
    /^\/bin\/false did not start/,
  );
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
