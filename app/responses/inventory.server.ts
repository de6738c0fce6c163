import type { Inventory } from "~/platform/inventory";
import { checkResponseNumbers, checkResponsePages } from "./response-check.server";

export const responses: Inventory = {
  room: "responses",
  models: { ResponsePage: {} },
  checks: [
    { name: "numbers and counts of responses", find: checkResponseNumbers },
    { name: "pages of discussions", find: checkResponsePages },
  ],
};
