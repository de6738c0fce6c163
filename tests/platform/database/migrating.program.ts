// Migrates the database at an address when the clock says so, and prints what it applied.

import { migrate } from "~/platform/database/migrate.server";

const [url = "", folder = "", at = "0"] = process.argv.slice(2);
while (Date.now() < Number(at));
console.log(JSON.stringify((await migrate(url, folder)).applied));
