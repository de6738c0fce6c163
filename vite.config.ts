import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/**
 * Remix takes this module out of a build of every page for browsers, which nothing here would load: what the server needs of it,
 * it reads off the pages themselves (app/server/pages.ts).
 */
const withoutClientBuild: Plugin = {
  name: "without-client-build",
  apply: "build",
  enforce: "pre",
  load: (id) =>
    id === "\0virtual:remix/server-manifest"
      ? 'export default { entry: { module: "", imports: [] }, routes: {}, url: "", version: "" };'
      : undefined,
};

export default defineConfig({
  plugins: [withoutClientBuild, remix(remixConfig)],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  publicDir: false,
  // No page runs in the browser. Left to look for itself, Vite would make the server's packages ready for it, and fail at them.
  optimizeDeps: { noDiscovery: true, include: ["@simplewebauthn/browser"] },
  build: { assetsInlineLimit: 0, target: "es2022" },
});
