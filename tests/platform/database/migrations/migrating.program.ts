// Migrates the database at an address at a given time, and prints the applied migrations.

import { migrate } from "~/platform/database/migrations/migrate.server";

const [url = "", folder = "", at = "0"] = process.argv.slice(2);
while (Date.now() < Number(at));
console.log(JSON.stringify((await migrate(url, folder)).applied));
