import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/** Replaces Remix's manifest by an empty one. Remix would build every page for browsers to fill it, but no page runs
 *  in the browser, and the server reads what it needs from the pages themselves (app/server/pages.ts). */
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
  // Without this, Vite in development would find the server's packages, bundle them for the browser, and fail.
  optimizeDeps: { noDiscovery: true, include: ["@simplewebauthn/browser"] },
  build: { assetsInlineLimit: 0, target: "es2022" },
});
