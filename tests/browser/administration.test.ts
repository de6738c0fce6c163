// Running a site, as somebody with a keyboard and whatever browser does it.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createMember, PASSWORD } from "../factories/people";
import { findFaults } from "./axe";
import { BOTH_WAYS, openSampleSite, servedSite, signedInAs, visit } from "./sample-site";

openSampleSite();

const AXE_TIMEOUT_MS = 60_000;
let count = 0;
