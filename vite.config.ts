import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixConfig)],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  publicDir: false,
  // No page runs in the browser. Left to look for itself, Vite would make the server's packages ready for it, and fail at them.
  optimizeDeps: { noDiscovery: true, include: ["@simplewebauthn/browser"] },
  build: { assetsInlineLimit: 0, target: "es2022" },
});
